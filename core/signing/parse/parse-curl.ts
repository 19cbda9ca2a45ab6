import type { HeaderPair } from '../../model/index.ts';
import { oneRequest, type ReadRequests, UnreadableRequest } from './parse-result.ts';
import { headerValue } from './request-url.ts';
import { type ShellWord, shellWords } from './shell-words.ts';

/** Options that take a value and say nothing about the request's bytes. */
const otherValueOptions = new Set(
  `--max-time --connect-timeout --cacert --cert --key --proxy --retry --retry-delay --output --write-out --resolve
   --interface --limit-rate --tls-max --ciphers --dump-header --cookie-jar --max-redirs --connect-to --cert-type
   --proxy-user --noproxy --retry-max-time --unix-socket --dns-servers --range`.split(/\s+/),
);
const shortNames: Record<string, string> = {
  X: '--request',
  H: '--header',
  d: '--data',
  A: '--user-agent',
  e: '--referer',
  b: '--cookie',
  u: '--user',
  F: '--form',
  m: '--max-time',
  E: '--cert',
  x: '--proxy',
  o: '--output',
  w: '--write-out',
  D: '--dump-header',
  c: '--cookie-jar',
  r: '--range',
  T: '--upload-file',
  G: '--get',
  I: '--head',
};
const dataOptions = new Set(['--data', '--data-ascii', '--data-raw', '--data-binary', '--data-urlencode', '--json']);
const valueOptions = new Set([
  ...dataOptions,
  ...otherValueOptions,
  ...['--request', '--header', '--user-agent', '--referer', '--cookie', '--user', '--form', '--form-string'],
  ...['--upload-file', '--url', '--url-query', '--oauth2-bearer'],
]);

interface Curl {
  method: string | null;
  urls: ShellWord[];
  headers: HeaderPair[];
  removedHeaders: string[];
  data: string[];
  isJson: boolean;
  isGet: boolean;
  isHead: boolean;
}

export function looksLikeCurl(text: string): boolean {
  return /^\s*(?:[$>#]\s+)?curl(?:\.exe)?\s/.test(text);
}

/** Reads a `curl` command as a person or a browser's "copy as cURL" wrote it. Files it names are not read. */
export function parseCurl(text: string): ReadRequests {
  // The caret escapes of Windows' shell, as browsers copy them.
  const source = /\^"/.test(text) ? text.replace(/\^(?=[^\r\n])/g, '') : text;
  const words = shellWords(source);
  const start = words.findIndex(({ text: word }) => /^curl(\.exe)?$/.test(word));
  const curl: Curl = {
    method: null,
    urls: [],
    headers: [],
    removedHeaders: [],
    data: [],
    isJson: false,
    isGet: false,
    isHead: false,
  };
  for (let index = start + 1; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    index += readWord(curl, word, words[index + 1]);
  }
  return requestOf(curl);
}

/** Returns how many further words it used. */
function readWord(curl: Curl, word: ShellWord, next: ShellWord | undefined): number {
  const { text } = word;
  if (text === '-' || !text.startsWith('-')) {
    curl.urls.push(word);
    return 0;
  }
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    const name = equals > 0 ? text.slice(0, equals) : text;
    if (!valueOptions.has(name)) {
      applyFlag(curl, name);
      return 0;
    }
    if (equals > 0) {
      applyOption(curl, name, text.slice(equals + 1), word.offset);
      return 0;
    }
    applyOption(curl, name, valueAfter(word, next), word.offset);
    return 1;
  }
  for (let at = 1; at < text.length; at += 1) {
    const name = shortNames[text[at] ?? ''] ?? '';
    if (!valueOptions.has(name)) {
      applyFlag(curl, name);
      continue;
    }
    const rest = text.slice(at + 1);
    applyOption(curl, name, rest !== '' ? rest : valueAfter(word, next), word.offset);
    return rest === '' ? 1 : 0;
  }
  return 0;
}

function valueAfter(word: ShellWord, next: ShellWord | undefined): string {
  if (next !== undefined) return next.text;
  throw new UnreadableRequest(`${word.text} needs a value, and the command ends here.`, word.offset);
}

function applyFlag(curl: Curl, name: string): void {
  if (name === '--get') curl.isGet = true;
  if (name === '--head') curl.isHead = true;
}

function applyOption(curl: Curl, name: string, value: string, offset: number): void {
  if (dataOptions.has(name)) {
    if (value.startsWith('@') && name !== '--data-raw') {
      throw new UnreadableRequest(
        `${name} takes the body from the file ${value.slice(1)}: put its content in, or paste the raw request.`,
        offset,
      );
    }
    if (name === '--json') curl.isJson = true;
    curl.data.push(name === '--data-urlencode' ? urlEncoded(value) : value);
    return;
  }
  switch (name) {
    case '--request':
      curl.method = value.toUpperCase();
      return;
    case '--url':
      curl.urls.push({ text: value, offset });
      return;
    case '--header': {
      const colon = value.indexOf(':');
      if (colon > 0 && value.slice(colon + 1).trim() !== '') {
        curl.headers.push([value.slice(0, colon).trim(), value.slice(colon + 1).trim()]);
      } else if (colon > 0) curl.removedHeaders.push(value.slice(0, colon).trim().toLowerCase());
      else if (value.endsWith(';')) curl.headers.push([value.slice(0, -1).trim(), '']);
      else throw new UnreadableRequest(`"${value}" is not a header of the form "Name: value".`, offset);
      return;
    }
    case '--user-agent':
      curl.headers.push(['user-agent', value]);
      return;
    case '--referer':
      curl.headers.push(['referer', value]);
      return;
    case '--cookie':
      curl.headers.push(['cookie', value]);
      return;
    case '--user':
      curl.headers.push(['authorization', `Basic ${Buffer.from(value).toString('base64')}`]);
      return;
    case '--oauth2-bearer':
      curl.headers.push(['authorization', `Bearer ${value}`]);
      return;
    case '--form':
    case '--form-string':
    case '--upload-file':
      throw new UnreadableRequest(
        `${name} makes a body whose exact bytes the command does not show: paste the raw request instead.`,
        offset,
      );
  }
}

/** `name=value`: the value is encoded, the name is not. `=value` and `value` have no name. */
function urlEncoded(value: string): string {
  const equals = value.indexOf('=');
  if (equals < 0) return encodeURIComponent(value);
  const name = value.slice(0, equals);
  const encoded = encodeURIComponent(value.slice(equals + 1));
  return name === '' ? encoded : `${name}=${encoded}`;
}

function requestOf(curl: Curl): ReadRequests {
  const [first, second] = curl.urls;
  if (first === undefined) throw new UnreadableRequest('The command names no URL.', null);
  if (second !== undefined) {
    throw new UnreadableRequest(`"${second.text}" is a second URL: only one request is read.`, second.offset);
  }
  const notes: string[] = [];
  let url = first.text;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    url = `http://${url}`;
    notes.push('The URL has no scheme: curl takes it as http.');
  }
  const body = curl.data.join(curl.isJson ? '' : '&');
  const hasBody = curl.data.length > 0 && !curl.isGet;
  if (curl.isGet && body !== '') url += `${url.includes('?') ? '&' : '?'}${body}`;
  const headers = [...curl.headers];
  const addDefault = (name: string, value: string): void => {
    if (headerValue(headers, name) === undefined && !curl.removedHeaders.includes(name)) headers.push([name, value]);
  };
  if (hasBody) addDefault('content-type', curl.isJson ? 'application/json' : 'application/x-www-form-urlencoded');
  if (curl.isJson) addDefault('accept', 'application/json');
  const method = curl.method ?? (curl.isHead ? 'HEAD' : hasBody ? 'POST' : 'GET');
  return oneRequest(
    { method, url, headers, body: hasBody ? Uint8Array.from(Buffer.from(body)) : new Uint8Array() },
    notes,
  );
}
