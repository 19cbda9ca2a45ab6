import {
  copyExact,
  DuplicateNameError,
  type JsonObject,
  type JsonValue,
  mergeExact,
  readExactJson,
  rememberSpelling,
} from '../model/index.ts';

/** A variable's text as the value it stands for: text that parses as JSON takes that type, all else is text (knock.md 3.3). */
export function parseVariable(text: string): JsonValue {
  try {
    return readExactJson(text);
  } catch (error) {
    // JSON with a name twice is JSON all the same, and the last one counts.
    return error instanceof DuplicateNameError ? (JSON.parse(text) as JsonValue) : text;
  }
}

/** How the number that the text stands for is spelled; undefined = as JavaScript spells it, or it is no number. */
function spellingOfVariable(text: string, value: JsonValue): string | undefined {
  const spelling = text.trim();
  return typeof value === 'number' && String(value) !== spelling ? spelling : undefined;
}

/** `vars` of the Liquid scope. Secrets stay text whatever they look like: a numeric key is still a key. */
export function buildVars(
  variables: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): JsonObject {
  const vars: JsonObject = {};
  for (const [name, text] of Object.entries(variables)) {
    const value = parseVariable(text);
    vars[name] = value;
    const spelling = spellingOfVariable(text, value);
    if (spelling !== undefined) rememberSpelling(vars, name, spelling);
  }
  for (const [name, text] of Object.entries(secrets)) vars[name] = text;
  return vars;
}

const referencePattern = /^\{\{-?\s*vars\.([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}$/;

/** The variable that a property is a reference to and nothing else; null = it is a value of its own. */
export function referencedVariableOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? (referencePattern.exec(value)?.[1] ?? null) : null;
}

/**
 * Properties with every text that is exactly `{{ vars.name }}` replaced by that variable's or secret's value; files
 * hold such references instead of secrets. Top level only. An unknown name gives null. Returns the same object when it
 * holds no reference.
 */
export function resolveReferences(properties: JsonObject, vars: JsonObject): JsonObject {
  let resolved: JsonObject | null = null;
  for (const name in properties) {
    const value = properties[name];
    if (typeof value !== 'string' || !value.startsWith('{{')) continue;
    const match = referencePattern.exec(value);
    if (match?.[1] === undefined) continue;
    resolved ??= mergeExact(properties);
    if (Object.hasOwn(vars, match[1])) copyExact(vars, match[1], resolved, name);
    else resolved[name] = null;
  }
  return resolved ?? properties;
}
