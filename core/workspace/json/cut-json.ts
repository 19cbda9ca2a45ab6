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
    const row = new Row<{ item: CutJson }>('[', ']');
    for (const item of value) {
      const cut = cutJson(item);
      if (typeof cut === 'string') row.addText(cut);
      else row.addPart({ item: cut });
    }
    return row.onlyText() ?? { list: row.end() };
  }
  const row = new Row<{ name: string; value: CutJson }>('{', '}');
  for (const [name, inner] of Object.entries(value)) {
    const cut = cutJson(inner);
    if (typeof cut === 'string') row.addText(`${JSON.stringify(name)}:${cut}`);
    else row.addPart({ name, value: cut });
  }
  return row.onlyText() ?? { members: row.end() };
}

/** Items or members in a row: what is small is joined with its neighbours. */
class Row<Part> {
  readonly #open: string;
  readonly #close: string;
  readonly #parts: (string | Part)[] = [];
  #texts: string[] = [];
  #length = 0;

  constructor(open: string, close: string) {
    this.#open = open;
    this.#close = close;
  }

  addText(text: string): void {
    this.#texts.push(text);
    this.#length += text.length + 1;
    if (this.#length >= partLength) this.#endText();
  }

  addPart(part: Part): void {
    this.#endText();
    this.#parts.push(part);
  }

  /** Null when it is too much for one. */
  onlyText(): string | null {
    return this.#parts.length === 0 ? this.#text() : null;
  }

  end(): (string | Part)[] {
    this.#endText();
    return this.#parts;
  }

  #text(): string {
    return `${this.#open}${this.#texts.join(',')}${this.#close}`;
  }

  #endText(): void {
    if (this.#texts.length === 0) return;
    this.#parts.push(this.#text());
    this.#texts = [];
    this.#length = 0;
  }
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
