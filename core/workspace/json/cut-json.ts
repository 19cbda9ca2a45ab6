import { setImmediate } from 'node:timers/promises';
import type { JsonValue } from '../../model/index.ts';

/**
 * A JSON value in parts, so that a big one can be handed from thread to thread and read there bit by bit. A text is the JSON
 * of a small value; among the parts of a list or object it is that of some items or members in a row.
 */
export type CutJson =
  | string
  | { list: (string | { item: CutJson })[] }
  | { members: (string | { name: string; value: CutJson })[] };

/** Characters of a part: reading it takes about two milliseconds. */
const partLength = 100_000;

/** Cuts a value that came out of JSON text. */
export function cutJson(value: JsonValue): CutJson {
  if (typeof value !== 'object' || value === null) return scalarText(value);
  if (Array.isArray(value)) {
    const parts = cutRow(value.map((item) => ({ head: '', value: cutJson(item) })));
    const list = parts.map((part) => (typeof part === 'string' ? `[${part}]` : { item: part.value }));
    return onlyText(list) ?? { list };
  }
  const row = Object.entries(value).map(([name, inner]) => ({
    head: `${JSON.stringify(name)}:`,
    value: cutJson(inner),
  }));
  const members = cutRow(row).map((part) =>
    // The head is the name as JSON text with a colon.
    typeof part === 'string' ? `{${part}}` : { name: JSON.parse(part.head.slice(0, -1)) as string, value: part.value },
  );
  return onlyText(members) ?? { members };
}

interface Cut {
  head: string;
  value: CutJson;
}

/** Joins what is small with its neighbours. */
function cutRow(row: readonly Cut[]): (string | Cut)[] {
  const parts: (string | Cut)[] = [];
  let texts: string[] = [];
  let length = 0;
  const end = () => {
    if (texts.length > 0) parts.push(texts.join(','));
    texts = [];
    length = 0;
  };
  for (const cut of row) {
    if (typeof cut.value !== 'string') {
      end();
      parts.push(cut);
      continue;
    }
    texts.push(cut.head + cut.value);
    length += cut.head.length + cut.value.length;
    if (length >= partLength) end();
  }
  end();
  return parts.length === 0 ? [''] : parts;
}

function onlyText(parts: readonly unknown[]): string | null {
  const [first] = parts;
  return parts.length === 1 && typeof first === 'string' && first.length < partLength ? first : null;
}

/** Numbers beyond all bounds, and the negative zero, are read from JSON text, but `JSON.stringify` does not write them. */
function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : `${value < 0 ? '-' : ''}1e999`;
}

/** Puts a value together again, and lets everything else have its turn after each part. `onPart` is given each of them. */
export async function joinJson(cut: CutJson, onPart: (value: JsonValue) => void): Promise<JsonValue> {
  if (typeof cut === 'string') return readPart(cut, onPart);
  if ('list' in cut) {
    const list: JsonValue[] = [];
    for (const part of cut.list) {
      if (typeof part !== 'string') list.push(await joinJson(part.item, onPart));
      // The text of a row of items is that of a list.
      else for (const item of (await readPart(part, onPart)) as JsonValue[]) list.push(item);
    }
    return list;
  }
  const members: { [name: string]: JsonValue } = {};
  const hold = (name: string, value: JsonValue) => {
    // An assignment to "__proto__" would change the object instead of adding to it.
    Object.defineProperty(members, name, { value, enumerable: true, writable: true, configurable: true });
  };
  for (const part of cut.members) {
    if (typeof part !== 'string') hold(part.name, await joinJson(part.value, onPart));
    else for (const [name, value] of Object.entries((await readPart(part, onPart)) ?? {})) hold(name, value);
  }
  return members;
}

async function readPart(text: string, onPart: (value: JsonValue) => void): Promise<JsonValue> {
  await setImmediate();
  const value = JSON.parse(text) as JsonValue;
  onPart(value);
  return value;
}
