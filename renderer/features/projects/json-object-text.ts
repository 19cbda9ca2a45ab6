import type { JsonObject } from '../../../core/contract/index.ts';
import { projects as words } from '../../strings/projects.ts';

export type ReadJsonObject = { ok: true; value: JsonObject } | { ok: false; message: string };

/** Reads a JSON object as typed; blank text is the empty object. */
export function readJsonObject(text: string): ReadJsonObject {
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { ok: false, message: words.jsonNotObject };
    // JSON.parse gives nothing but JSON values.
    return { ok: true, value: value as JsonObject };
  } catch (cause) {
    return { ok: false, message: words.jsonInvalid(cause instanceof Error ? cause.message : '') };
  }
}
