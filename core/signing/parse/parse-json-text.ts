import { JsonSyntaxError, parseJsonTree } from '../json-tree.ts';
import { UnreadableRequest } from './parse-result.ts';

/** `JSON.parse`, with the place where the text stops being JSON. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8 says the place in some of its messages only.
    throw placed(text);
  }
}

function placed(text: string): UnreadableRequest {
  try {
    parseJsonTree(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return new UnreadableRequest(`This is not valid JSON: ${error.message}.`, error.offset);
    }
    throw error;
  }
  return new UnreadableRequest('This is not valid JSON.', 0);
}

export type UnknownObject = { [key: string]: unknown };

export function isObject(value: unknown): value is UnknownObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
