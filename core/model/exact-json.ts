import type { JsonValue } from './json.ts';

/**
 * Spellings of numbers that `JSON.stringify` would write in another way (`1.00`, 9007199254740993), by the object or
 * list that holds them. Values stay plain JSON for whoever does not ask: the spelling is known beside them.
 */
const spellings = new WeakMap<object, Map<string, string>>();
/** Most workspaces have no such number at all, and rendering asks for every value. */
let isAnySpelled = false;

/** A name that an object of the text has twice; JSON knows no such object, though parsers take the last. */
export class DuplicateNameError extends SyntaxError {
  override readonly name = 'DuplicateNameError';
  readonly property: string;
  /** In UTF-16 units from 0: where the second one begins. */
  readonly offset: number;

  constructor(property: string, offset: number) {
    super(`The name "${property}" is there twice in one object.`);
    this.property = property;
    this.offset = offset;
  }
}

const tokenPattern = /\s*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([-\d][-+.\deE]*)|([{}[\],:]|true|false|null))/gy;

type Holder = { [key: string]: JsonValue } | JsonValue[];

/**
 * Reads JSON text as `JSON.parse` does, and remembers how each number was spelled; nothing is lost on the way to
 * `writeExactJson`. Throws a `SyntaxError` for text that is not JSON, `DuplicateNameError` for a name given twice.
 */
export function readExactJson(text: string): JsonValue {
  const parsed = JSON.parse(text) as JsonValue;
  if (typeof parsed !== 'object' || parsed === null) return parsed;
  const open: { holder: Holder; names: Set<string> }[] = [];
  let root: JsonValue = null;
  let name: string | null = null;
  const place = (value: JsonValue, spelling: string | null): void => {
    const top = open.at(-1);
    if (top === undefined) root = value;
    else if (Array.isArray(top.holder)) {
      top.holder.push(value);
      if (spelling !== null) rememberSpelling(top.holder, top.holder.length - 1, spelling);
    } else if (name !== null) {
      // An assignment to "__proto__" would change the object instead of adding to it.
      Object.defineProperty(top.holder, name, { value, enumerable: true, writable: true, configurable: true });
      if (spelling !== null) rememberSpelling(top.holder, name, spelling);
      name = null;
    }
  };
  for (const match of text.matchAll(tokenPattern)) {
    const [all, textToken, number, sign] = match;
    const top = open.at(-1);
    if (textToken !== undefined) {
      const value = JSON.parse(textToken) as string;
      if (top === undefined || Array.isArray(top.holder) || name !== null) place(value, null);
      else {
        if (top.names.has(value)) {
          throw new DuplicateNameError(value, match.index + all.length - textToken.length);
        }
        top.names.add(value);
        name = value;
      }
    } else if (number !== undefined) {
      const value = Number(number);
      place(value, String(value) === number ? null : number);
    } else if (sign === '{' || sign === '[') {
      const holder: Holder = sign === '{' ? {} : [];
      place(holder, null);
      open.push({ holder, names: new Set() });
    } else if (sign === '}' || sign === ']') open.pop();
    else if (sign === 'null') place(null, null);
    else if (sign === 'true' || sign === 'false') place(sign === 'true', null);
  }
  return root;
}

/** Tells how a number that an object or list holds is spelled. */
export function rememberSpelling(holder: object, key: string | number, spelling: string): void {
  isAnySpelled = true;
  const known = spellings.get(holder);
  if (known === undefined) spellings.set(holder, new Map([[String(key), spelling]]));
  else known.set(String(key), spelling);
}

/** How a number that an object or list holds was spelled; undefined = as JavaScript spells it. */
export function spellingIn(holder: object, key: string | number): string | undefined {
  return spellings.get(holder)?.get(String(key));
}

/** Tells that a copy of an object or list holds its numbers as the original spells them. */
export function keepSpellings<T extends object>(original: object, copy: T): T {
  const known = spellings.get(original);
  if (known !== undefined) spellings.set(copy, known);
  return copy;
}

/**
 * What `{ ...first, ...second }` gives, with each number spelled as in the object that it was taken from. A property
 * called "__proto__" stays one.
 */
export function mergeExact(...objects: readonly (Readonly<Record<string, JsonValue>> | null)[]): {
  [key: string]: JsonValue;
} {
  const merged: { [key: string]: JsonValue } = {};
  for (const object of objects) {
    for (const key of Object.keys(object ?? {})) copyExact(object ?? {}, key, merged);
  }
  return merged;
}

/** The object without some of its properties; the numbers of the others are spelled as before. */
export function omitExact(
  object: Readonly<Record<string, JsonValue>>,
  names: ReadonlySet<string>,
): {
  [key: string]: JsonValue;
} {
  const kept: { [key: string]: JsonValue } = {};
  for (const key of Object.keys(object)) if (!names.has(key)) copyExact(object, key, kept);
  return kept;
}

/** Takes one property over, under another name if need be; its number is spelled as it was there. */
export function copyExact(
  from: Readonly<Record<string, JsonValue>>,
  key: string,
  to: { [key: string]: JsonValue },
  as = key,
): void {
  const value = from[key] ?? null;
  if (as === '__proto__')
    Object.defineProperty(to, as, { value, enumerable: true, writable: true, configurable: true });
  else to[as] = value;
  if (!isAnySpelled) return;
  const spelling = spellings.get(from)?.get(key);
  if (spelling !== undefined) rememberSpelling(to, as, spelling);
  else spellings.get(to)?.delete(as);
}

/** Whether JSON text may have a number with a spelling of its own; false = `JSON.parse` loses nothing of it. */
export function mayHaveSpellings(text: string): boolean {
  return /(?:^|[:,[])\s*-?(?:\d+(?:\.\d+)?[eE][-+]?\d+|\d+\.\d+|\d{16,}|(?<=-)0)\s*(?:[,}\]]|$)/.test(text);
}

/** Whether a number somewhere in the value has a spelling of its own. */
export function hasSpellings(value: unknown): boolean {
  if (!isAnySpelled || typeof value !== 'object' || value === null) return false;
  return (spellings.get(value)?.size ?? 0) > 0 || Object.values(value).some(hasSpellings);
}

/** JSON text of a value with its numbers as they were spelled; without any, exactly `JSON.stringify`. */
export function writeExactJson(value: JsonValue, indent = 0): string {
  if (!hasSpellings(value)) return indent > 0 ? JSON.stringify(value, null, indent) : JSON.stringify(value);
  return write(value, ' '.repeat(indent), '');
}

function write(value: JsonValue, step: string, margin: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = spellings.get(value);
  const inner = margin + step;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => {
      const text = known?.get(key) ?? write(item, step, inner);
      return Array.isArray(value) ? text : `${JSON.stringify(key)}:${step === '' ? '' : ' '}${text}`;
    });
  if (parts.length === 0) return open + close;
  if (step === '') return `${open}${parts.join(',')}${close}`;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}
