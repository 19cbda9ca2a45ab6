import { type JsonObject, readExactJson } from '../../core/contract/index.ts';
import { projects as words } from '../strings/projects.ts';
import { jsonProblem } from '../ui/json-problem.ts';

export type ReadJsonObject = { ok: true; value: JsonObject } | { ok: false; message: string };

/** Reads a JSON object as typed, its numbers spelled so; blank text is the empty object. */
export function readJsonObject(text: string): ReadJsonObject {
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value = readExactJson(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { ok: false, message: words.jsonNotObject };
    return { ok: true, value };
  } catch (cause) {
    return { ok: false, message: jsonProblem(text, cause) };
  }
}
