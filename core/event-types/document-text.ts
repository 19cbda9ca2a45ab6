import { DuplicateNameError, type JsonValue, readExactJson, writeExactJson } from '../model/index.ts';
import { depthLimit, readYaml, writeYaml, YamlProblem } from './yaml-text.ts';

export type DocumentSyntax = 'json' | 'yaml';

/** Why a document cannot be read, in a sentence. */
export class DocumentTextProblem extends Error {
  override readonly name = 'DocumentTextProblem';
}

const jsonLimitCharacters = 20_000_000;
/** Reading YAML takes about fifty times as long as reading JSON. */
const yamlLimitCharacters = 4_000_000;
/** Each takes a kilobyte of memory while YAML is read. Documents that people have are long before they have so many. */
const yamlLimitParts = 1_000_000;

/**
 * Reads an OpenAPI or AsyncAPI document as JSON or YAML, whichever it is; numbers keep their spelling. Throws
 * `DocumentTextProblem` for a text that is neither, or too long.
 */
export function readDocumentText(text: string): { value: JsonValue; syntax: DocumentSyntax } {
  if (text.length > jsonLimitCharacters) throw new DocumentTextProblem('The document is longer than 20 MB.');
  if (/^\s*[{[]/.test(text)) {
    try {
      return { value: notTooDeep(readExactJson(text)), syntax: 'json' };
    } catch (error) {
      if (error instanceof DocumentTextProblem) throw error;
      if (error instanceof DuplicateNameError) throw new DocumentTextProblem(error.message);
      // A map in braces may be YAML all the same; when it is not, what JSON says of it is clearer.
      const value = yamlOrNull(text);
      if (value === null) throw new DocumentTextProblem(`This is not JSON: ${(error as Error).message}.`);
      return { value, syntax: 'yaml' };
    }
  }
  if (text.length > yamlLimitCharacters) {
    throw new DocumentTextProblem('The document is longer than 4 MB of YAML. Convert it to JSON first.');
  }
  if (hasTooManyParts(text)) {
    throw new DocumentTextProblem('The document has more than a million lines and items. Convert it to JSON first.');
  }
  try {
    return { value: readYaml(text), syntax: 'yaml' };
  } catch (error) {
    if (error instanceof YamlProblem) throw new DocumentTextProblem(error.message);
    throw error;
  }
}

/** What copies the parts of a document goes down into them. */
function notTooDeep(value: JsonValue): JsonValue {
  let level: JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthLimit)
      throw new DocumentTextProblem(`The document is nested more than ${depthLimit} levels deep.`);
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return value;
}

/** By what ends a line, an item or a list: quickly, because it is asked before anything else. */
function hasTooManyParts(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count <= yamlLimitParts; at += 1) {
    const code = text.charCodeAt(at);
    // A line break, a comma, and the closing bracket and brace.
    if (code === 10 || code === 44 || code === 93 || code === 125) count += 1;
  }
  return count > yamlLimitParts;
}

function yamlOrNull(text: string): JsonValue {
  if (text.length > yamlLimitCharacters || hasTooManyParts(text)) return null;
  try {
    return readYaml(text);
  } catch (error) {
    if (error instanceof YamlProblem) return null;
    throw error;
  }
}

export function writeDocumentText(value: JsonValue, syntax: DocumentSyntax): string {
  return syntax === 'yaml' ? writeYaml(value) : `${writeExactJson(value, 2)}\n`;
}
