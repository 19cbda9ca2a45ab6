/**
 * Reads and writes single values of a JSON text without touching the rest: spelling, order, spaces and big numbers of
 * what is not asked for stay as they are. The text is valid JSON, one character per byte (latin1).
 */
export interface JsonSpan {
  start: number;
  end: number;
}

const blank = /[ \t\n\r]/;

/** The body as text of one character per byte; null when it is not UTF-8 or not JSON. */
export function jsonText(body: Uint8Array): string | null {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  } catch {
    // Whatever the parser objects to: this is not a JSON text.
    return null;
  }
}

/** Where the value at a path such as `data.items.0.id` stands within `within`; of repeated names the last counts. */
export function findJson(text: string, path: string, within: JsonSpan): JsonSpan | null {
  let span: JsonSpan | null = trimSpan(text, within);
  for (const step of path.split('.')) {
    if (span === null) return null;
    const opening = text[span.start];
    if (opening === '{') span = lastMember(text, span, step);
    else if (opening === '[' && /^\d+$/.test(step)) span = elementsOf(text, span)[Number(step)] ?? null;
    else return null;
  }
  return span;
}

/** The spans of all elements that a path with `*` for an array's elements leads to. */
export function findJsonItems(text: string, path: string, within: JsonSpan): JsonSpan[] {
  const at = path.split('.').indexOf('*');
  if (at < 0) {
    const span = findJson(text, path, within);
    return span === null ? [] : [span];
  }
  const steps = path.split('.');
  const before = steps.slice(0, at).join('.');
  const after = steps.slice(at + 1).join('.');
  const list = before === '' ? trimSpan(text, within) : findJson(text, before, within);
  if (list === null || text[list.start] !== '[') return [];
  return elementsOf(text, list).flatMap((element) => (after === '' ? element : findJsonItems(text, after, element)));
}

/** The text of a value: strings decoded, everything else as it is written, `null` as nothing. */
export function jsonValueText(text: string, span: JsonSpan): string {
  const raw = Buffer.from(text.slice(span.start, span.end), 'latin1').toString('utf8');
  if (raw.startsWith('"')) return String(JSON.parse(raw));
  return raw === 'null' ? '' : raw;
}

/**
 * The text with the value at a path replaced, or added (its parents too) when it is not there. `value` is JSON. Null
 * when the path leads through something that is no object.
 */
export function setJson(text: string, path: string, value: string, within: JsonSpan): string | null {
  const written = Buffer.from(value, 'utf8').toString('latin1');
  const found = findJson(text, path, within);
  if (found !== null) return text.slice(0, found.start) + written + text.slice(found.end);
  const steps = path.split('.');
  for (let depth = steps.length - 1; depth >= 0; depth -= 1) {
    const parent = depth === 0 ? trimSpan(text, within) : findJson(text, steps.slice(0, depth).join('.'), within);
    if (parent === null) continue;
    if (text[parent.start] !== '{') return null;
    const member = steps.slice(depth).reduceRight((inner, step, index) => {
      const pair = `${Buffer.from(JSON.stringify(step), 'utf8').toString('latin1')}:${inner}`;
      return index === 0 ? pair : `{${pair}}`;
    }, written);
    const isEmpty = skipBlanks(text, parent.start + 1) === parent.end - 1;
    return `${text.slice(0, parent.end - 1)}${isEmpty ? '' : ','}${member}${text.slice(parent.end - 1)}`;
  }
  return null;
}

function lastMember(text: string, object: JsonSpan, name: string): JsonSpan | null {
  let found: JsonSpan | null = null;
  let at = skipBlanks(text, object.start + 1);
  while (at < object.end - 1) {
    const keyEnd = endOfValue(text, at);
    const key: unknown = JSON.parse(Buffer.from(text.slice(at, keyEnd), 'latin1').toString('utf8'));
    const start = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    if (key === name) found = { start, end };
    at = skipBlanks(text, skipBlanks(text, end) + 1);
  }
  return found;
}

function elementsOf(text: string, array: JsonSpan): JsonSpan[] {
  const elements: JsonSpan[] = [];
  let at = skipBlanks(text, array.start + 1);
  while (at < array.end - 1) {
    const end = endOfValue(text, at);
    elements.push({ start: at, end });
    at = skipBlanks(text, skipBlanks(text, end) + 1);
  }
  return elements;
}

/** Without recursion: nesting is as deep as a stranger likes. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '{' || character === '[') {
      depth += 1;
      at += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      at += 1;
    } else if (depth === 0) at = endOfScalar(text, at);
    else at += 1;
  } while (depth > 0 && at < text.length);
  return at;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfScalar(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1;
  return Math.max(at, start + 1);
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && blank.test(text[at] ?? '')) at += 1;
  return at;
}

function trimSpan(text: string, { start, end }: JsonSpan): JsonSpan {
  let last = end;
  while (last > start && blank.test(text[last - 1] ?? '')) last -= 1;
  return { start: skipBlanks(text, start), end: last };
}
