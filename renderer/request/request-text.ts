/** A request as it goes over the wire: what can be copied. Headers in sending order. */
export interface HttpRequestText {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: Uint8Array;
}

const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** Several parts of a screen show the text of one body; of a long one it is made once. */
const knownTexts = new WeakMap<Uint8Array, string>();

export function bodyText(body: Uint8Array): string {
  let text = knownTexts.get(body);
  if (text === undefined) {
    text = decoder.decode(body);
    knownTexts.set(body, text);
  }
  return text;
}

/** Whether the bytes are UTF-8, so that showing them as text loses nothing. */
export function isText(body: Uint8Array): boolean {
  try {
    strictDecoder.decode(body);
    return true;
  } catch {
    return false;
  }
}

/** The request with its texts masked before anything quotes or encodes them; what holds none of them keeps its bytes. */
export function maskedRequest(request: HttpRequestText, mask: (text: string) => string): HttpRequestText {
  const { url, headers, body } = request;
  const text = bodyText(body);
  const masked = mask(text);
  return {
    ...request,
    url: mask(url),
    headers: headers.map(([name, value]) => [name, mask(value)] as const),
    body: masked === text ? body : new TextEncoder().encode(masked),
  };
}

/** The request as HTTP/1.1 text. */
export function toHttpText(request: HttpRequestText): string {
  const url = URL.canParse(request.url) ? new URL(request.url) : null;
  const target = url === null ? request.url : `${url.pathname}${url.search}`;
  const lines = [`${request.method} ${target} HTTP/1.1`];
  const hasHost = request.headers.some(([name]) => name.toLowerCase() === 'host');
  if (url !== null && !hasHost) lines.push(`host: ${url.host}`);
  for (const [name, value] of request.headers) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n${bodyText(request.body)}`;
}

/** What curl works out by itself; sent twice it would break the request. */
const setByCurl = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

/** A command for a POSIX shell that sends the same bytes. */
export function toCurl(request: HttpRequestText): string {
  const parts = [`curl -X ${request.method} ${quote(request.url)}`];
  for (const [name, value] of request.headers) {
    if (!setByCurl.has(name.toLowerCase())) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  if (request.body.byteLength === 0) return parts.join(' \\\n  ');
  // A shell word cannot hold every byte: what is not text goes through base64.
  const isPlain = isText(request.body) && !request.body.includes(0);
  // curl takes `@name` for the name of a file.
  if (isPlain && !bodyText(request.body).startsWith('@')) {
    return [...parts, `--data-binary ${quote(bodyText(request.body))}`].join(' \\\n  ');
  }
  return `echo ${base64Of(request.body)} | base64 -d | ${[...parts, '--data-binary @-'].join(' \\\n  ')}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
