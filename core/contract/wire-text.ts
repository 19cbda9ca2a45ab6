import { decodeBase64, encodeBase64 } from './base64.ts';
import { isKeptText, type LongTexts, longTextLength } from './long-texts.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/**
 * Bytes travel through text as `{"$text": "<what they say>"}` where they are UTF-8, else as `{"$bytes": "<base64>"}`. Long bytes
 * that hold earlier ones of the same message, as signed content holds the body, name those: `{"$text": [before, which, after]}`.
 * A long text that is nearly one that went before on the connection travels as `{"$edit": …}`, where both ends keep such texts.
 * A user's own object of these very shapes gets one more `$` in front of its key, and loses it again on the other side, so no
 * data can be taken for any of them.
 */
const textKey = '$text';
const bytesKey = '$bytes';
const editKey = '$edit';
const lookalike = /^\$+(?:text|bytes|edit)$/;

/** One wire message as JSON text, for connections that carry text only. `sent`: the long texts that were sent before. */
export function writeWireText(message: unknown, sent: LongTexts | null = null): string {
  if (hasWrittenOutput(message)) return withWrittenOutput(message);
  const write = () => JSON.stringify(new Writing(sent).carried(message));
  return sent === null ? write() : sent.whole(write);
}

function hasWrittenOutput(message: unknown): message is { output: WrittenOutput } {
  return (
    typeof message === 'object' && message !== null && 'output' in message && message.output instanceof WrittenOutput
  );
}

function withWrittenOutput({ output, ...rest }: { output: WrittenOutput }): string {
  return `${JSON.stringify(rest).slice(0, -1)},"output":${output.text}}`;
}

/**
 * A command's output as text of the wire: written where it was made, so that the engine's thread need not walk through
 * megabytes of it. Connections send the text as it is; whoever is in the engine's process reads it.
 */
export class WrittenOutput {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): unknown {
    return readWireText(this.text);
  }
}

/** Reads what `writeWireText` wrote. Throws a `SyntaxError` for text that is not a message. `received`: the other end's `sent`. */
export function readWireText(text: string, received: LongTexts | null = null): unknown {
  const message: unknown = JSON.parse(text);
  const hasLongTexts = received !== null && text.length > longTextLength;
  // Looking at every value is only worth it when there can be something to revive.
  const isPlain = !hasLongTexts && ![textKey, bytesKey, editKey].some((key) => text.includes(`${key}"`));
  return isPlain ? message : new Reading(received).revived(message);
}

// Both walk by hand: a replacer or reviver of JSON's own is called for each of the thousands of numbers of a source map.

class Writing {
  readonly #sent: LongTexts | null;
  readonly #longBytes: string[] = [];

  constructor(sent: LongTexts | null) {
    this.#sent = sent;
  }

  /** The value with its bytes as text; the very same value where there are none. */
  carried(value: unknown): unknown {
    if (typeof value === 'string') return this.#carriedText(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Uint8Array) return this.#carriedBytes(value);
    if (Array.isArray(value)) return mapList(value, (each) => this.carried(each));
    const onlyKey = onlyKeyOf(value);
    const record = value as Record<string, unknown>;
    if (onlyKey !== null && lookalike.test(onlyKey)) return { [`$${onlyKey}`]: this.carried(record[onlyKey]) };
    return mapRecord(record, (each) => this.carried(each));
  }

  #carriedText(text: string): unknown {
    if (this.#sent === null || !isKeptText(text)) return text;
    const edit = this.#sent.edit(text);
    return edit === null ? text : { [editKey]: edit };
  }

  #carriedBytes(bytes: Uint8Array): Record<string, unknown> {
    const text = decodeUtf8(bytes);
    if (text === null) return { [bytesKey]: encodeBase64(bytes) };
    if (text.length <= longTextLength) return { [textKey]: text };
    for (const [which, earlier] of this.#longBytes.entries()) {
      const at = text.indexOf(earlier);
      if (at >= 0) return { [textKey]: [text.slice(0, at), which, text.slice(at + earlier.length)] };
    }
    this.#longBytes.push(text);
    return { [textKey]: text };
  }
}

class Reading {
  readonly #received: LongTexts | null;
  readonly #longBytes: string[] = [];

  constructor(received: LongTexts | null) {
    this.#received = received;
  }

  revived(value: unknown): unknown {
    if (typeof value === 'string') {
      if (isKeptText(value)) this.#received?.keep(value);
      return value;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return mapList(value, (each) => this.revived(each));
    const onlyKey = onlyKeyOf(value);
    const record = value as Record<string, unknown>;
    if (onlyKey === null || !lookalike.test(onlyKey)) return mapRecord(record, (each) => this.revived(each));
    const inner = record[onlyKey];
    if (onlyKey === textKey) return this.#revivedText(inner) ?? value;
    if (onlyKey === bytesKey) return typeof inner === 'string' ? decodeBase64(inner) : value;
    if (onlyKey === editKey) return this.#received === null ? value : this.#received.apply(inner);
    return { [onlyKey.slice(1)]: this.revived(inner) };
  }

  #revivedText(inner: unknown): Uint8Array | null {
    if (typeof inner === 'string') {
      if (inner.length > longTextLength) this.#longBytes.push(inner);
      return encodeUtf8(inner);
    }
    if (!Array.isArray(inner)) return null;
    const [before, which, after] = inner;
    const earlier = this.#longBytes[Number(which)];
    if (earlier === undefined) throw new SyntaxError('Bytes that name others which the message does not have.');
    return encodeUtf8(`${String(before)}${earlier}${String(after)}`);
  }
}

function mapRecord(record: Record<string, unknown>, change: (value: unknown) => unknown): Record<string, unknown> {
  let copy: Record<string, unknown> | null = null;
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (typeof value !== 'object' && typeof value !== 'string') continue;
    const next = change(value);
    if (next === value) continue;
    copy ??= { ...record };
    // An own key may be called `__proto__`: to assign it would change the object's kind instead.
    Object.defineProperty(copy, key, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? record;
}

function mapList(list: readonly unknown[], change: (value: unknown) => unknown): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < list.length; index += 1) {
    const value = list[index];
    if (typeof value !== 'object' && typeof value !== 'string') continue;
    const next = change(value);
    if (next === value) continue;
    copy ??= [...list];
    copy[index] = next;
  }
  return copy ?? list;
}

function onlyKeyOf(value: object): string | null {
  const keys = Object.keys(value);
  return keys.length === 1 ? (keys[0] ?? null) : null;
}
