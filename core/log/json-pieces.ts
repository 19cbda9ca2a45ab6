import type { HeaderPair } from '../model/index.ts';

/** Printable ASCII that JSON writes as it is. */
const plainText = /^[ !#-[\]-~]*$/;

/** The JSON of a text, as `JSON.stringify` gives it. */
export function jsonOf(text: string): string {
  return plainText.test(text) ? `"${text}"` : JSON.stringify(text);
}

export function jsonOfText(text: string | null): string {
  return text === null ? 'null' : jsonOf(text);
}

export function jsonOfNumber(value: number | null): string {
  // As JSON.stringify: NaN and the infinities are no JSON.
  return value === null || !Number.isFinite(value) ? 'null' : String(value);
}

/** A number of milliseconds in whole microseconds, as durations are; written from its integers, which is quicker than its shortest form. */
export function jsonOfMilliseconds(value: number | null): string {
  if (value === null) return 'null';
  const microseconds = Math.round(value * 1000);
  if (microseconds / 1000 !== value || microseconds < 0 || microseconds > 1e9) return jsonOfNumber(value);
  const whole = Math.floor(microseconds / 1000);
  const rest = microseconds - whole * 1000;
  if (rest === 0) return `${whole}`;
  return rest < 10 ? `${whole}.00${rest}` : rest < 100 ? `${whole}.0${rest}` : `${whole}.${rest}`;
}

/**
 * JSON of things that come many times in a row, such as the reason of a delivery: the one written last is kept. `isSame`
 * compares what the JSON is made of.
 */
export function lastJson<T>(isSame: (one: T, other: T) => boolean, write: (value: T) => string): (value: T) => string {
  let last: { value: T; json: string } | null = null;
  return (value) => {
    if (last === null || !isSame(last.value, value)) last = { value, json: write(value) };
    return last.json;
  };
}

/** JSON of header lists of which one is like the one before but for a few values. */
export function headersJson(): (headers: readonly HeaderPair[]) => string {
  let pairs: { name: string; value: string; json: string }[] = [];
  let json = '[]';
  return (headers) => {
    let isSame = headers.length === pairs.length;
    for (let place = 0; place < headers.length; place += 1) {
      const [name, value] = headers[place] ?? ['', ''];
      const known = pairs[place];
      if (known !== undefined && known.name === name && known.value === value) continue;
      isSame = false;
      pairs[place] = { name, value, json: `[${jsonOf(name)},${jsonOf(value)}]` };
    }
    if (isSame) return json;
    pairs = pairs.slice(0, headers.length);
    json = '[';
    for (let place = 0; place < pairs.length; place += 1) {
      if (place > 0) json += ',';
      json += pairs[place]?.json ?? '';
    }
    json += ']';
    return json;
  };
}
