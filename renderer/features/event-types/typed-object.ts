import { DuplicateNameError, type JsonObject, readExactJson } from '../../../core/contract/index.ts';

/** Looking for repeated names in megabytes takes too long for a key; the engine refuses them all the same. */
const exactLimitCharacters = 1_000_000;
/** As many levels as a file of the workspace can hold around it. */
const depthLimit = 390;

/** The object a text stands for; null = it is none, and the engine says why and where. */
export function readTypedObject(text: string): JsonObject | null {
  if (isTooDeep(text)) return null;
  try {
    const value = text.length > exactLimitCharacters ? (JSON.parse(text) as unknown) : readExactJson(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    // JSON.parse gives nothing but JSON values.
    return isObject ? (value as JsonObject) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DuplicateNameError) return null;
    throw error;
  }
}

/** Counted on the text: whoever walks over a value that deep runs out of stack. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === 92) at += 1;
      else if (code === 34) isInText = false;
    } else if (code === 34) isInText = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > depthLimit) return true;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return false;
}

/** Tells texts apart without keeping them: their length and a 32-bit sum. */
export function markOfText(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return `${text.length}:${sum}`;
}
