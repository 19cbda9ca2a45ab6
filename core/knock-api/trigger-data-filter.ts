import { type JsonObject, readExactJson } from '../model/index.ts';
import { invalidParams } from './api-error.ts';
import { isJsonObject } from './schemas.ts';

/** Reads a filter on trigger data: every plain value that it names is to be there. Throws 422 for what is no JSON object. */
export function triggerDataFilter(text: string | undefined): (data: JsonObject) => boolean {
  if (text === undefined) return () => true;
  const wanted = Object.entries(readObject(text));
  return (data) => wanted.every(([name, value]) => data[name] === value);
}

function readObject(text: string): JsonObject {
  const refused = invalidParams({ field: 'trigger_data', message: 'must be the text of a JSON object.' });
  try {
    const data = readExactJson(text);
    if (isJsonObject(data)) return data;
  } catch {
    throw refused;
  }
  throw refused;
}
