import {
  type JsonValue,
  longestMatchedBodyBytes,
  parseBodyPath,
  type RequestMatch,
  readExactJson,
  spellingIn,
} from '../model/index.ts';

/** A request as rules look at it. */
export interface MatchedRequest {
  method: string;
  /** Path and query. */
  target: string;
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
  body: Uint8Array;
}

/** What is at one place of a request. */
export interface Found {
  /** Texts that a value is compared with: several when a name is there more than once, or of a list's entries. */
  texts: readonly string[];
  /** Something may be there that has no text, such as an object. */
  isPresent: boolean;
  /** Why nothing could be found or compared; null = there is nothing to say. */
  note: string | null;
}

const nothing: Found = { texts: [], isPresent: false, note: null };

/** Looks at the parts of one request; its body is read once, and only when something asks for a part of it. */
export function createRequestFacts(request: MatchedRequest): (match: RequestMatch) => Found {
  let text: string | undefined;
  let read: BodyReader | undefined;
  const bodyText = (): string => {
    text ??= Buffer.from(request.body.buffer, request.body.byteOffset, request.body.length).toString('utf8');
    return text;
  };

  return ({ part, name }) => {
    switch (part) {
      case 'method':
        return ofTexts([request.method]);
      case 'query':
        return ofTexts(queryOf(request.target).getAll(name));
      case 'header':
        return ofTexts(headerValues(request.rawHeaders, name));
      case 'body':
        if (name === '') return request.body.length === 0 ? nothing : ofTexts([bodyText()]);
        read ??= bodyReader(request, bodyText);
        return read(name);
    }
  };
}

type BodyReader = (name: string) => Found;

function bodyReader({ rawHeaders, body }: MatchedRequest, bodyText: () => string): BodyReader {
  if (body.length > longestMatchedBodyBytes) {
    const note = `The body is longer than ${longestMatchedBodyBytes} bytes, so its parts are not looked at.`;
    return () => ({ ...nothing, note });
  }
  const type = headerValues(rawHeaders, 'content-type')[0] ?? '';
  if (/^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    const form = new URLSearchParams(bodyText());
    return (name) => ofTexts(form.getAll(name));
  }
  let root: JsonValue;
  try {
    root = readExactJson(bodyText());
  } catch {
    return () => ({ ...nothing, note: 'The body is neither JSON nor a form.' });
  }
  return (name) => {
    const path = parseBodyPath(name);
    return path === null
      ? { ...nothing, note: `"${name}" is no path, such as data.type or items[0].id.` }
      : at(root, path);
  };
}

function at(root: JsonValue, path: readonly string[]): Found {
  let holder: object | null = null;
  let value: JsonValue = root;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return nothing;
    const isThere = Array.isArray(value)
      ? /^\d+$/.test(name) && Number(name) < value.length
      : Object.hasOwn(value, name);
    if (!isThere) return nothing;
    holder = value;
    value = Reflect.get(value, name);
  }
  if (Array.isArray(value)) {
    const list = value;
    return { texts: list.flatMap((entry, index) => textOf(entry, list, index) ?? []), isPresent: true, note: null };
  }
  const text = textOf(value, holder, path.at(-1) ?? '');
  if (text !== null) return ofTexts([text]);
  return { texts: [], isPresent: true, note: 'There is an object, which is not compared.' };
}

/** As it is written in the body; null = an object or a list. */
function textOf(value: JsonValue, holder: object | null, key: string | number): string | null {
  if (typeof value === 'object' && value !== null) return null;
  return (holder === null ? undefined : spellingIn(holder, key)) ?? String(value);
}

function ofTexts(texts: readonly string[]): Found {
  return texts.length === 0 ? nothing : { texts, isPresent: true, note: null };
}

function queryOf(target: string): URLSearchParams {
  const at = target.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
}

function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const wanted = name.trim().toLowerCase();
  return rawHeaders.filter((_, place) => place % 2 === 1 && rawHeaders[place - 1]?.toLowerCase() === wanted);
}
