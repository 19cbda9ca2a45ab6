import { type HeaderPair, isHeaderOfConnection } from '../model/index.ts';
import type { TemplateProblem } from './template-problem.ts';

/** Appends rendered query rows to a URL, before its fragment and after a query it already has. */
export function appendQuery(url: string, rows: readonly (readonly [key: string, value: string])[]): string {
  if (rows.length === 0) return url;
  const query = rows.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&');
  const hash = url.indexOf('#');
  const [address, fragment] = hash < 0 ? [url, ''] : [url.slice(0, hash), url.slice(hash)];
  const isOpen = address.endsWith('?') || address.endsWith('&');
  const joint = isOpen ? '' : address.includes('?') ? '&' : '?';
  return `${address}${joint}${query}${fragment}`;
}

/** RFC 3986 percent-encoding; half characters, which no URL can hold, become U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(wholeCharacters(text)).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function wholeCharacters(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

type Finding = Pick<TemplateProblem, 'message' | 'hint'>;

/** What is wrong with a rendered URL; null = it is absolute http or https. Sending it anyway is an attempt's outcome. */
export function checkUrl(url: string): Finding | null {
  if (url.trim() === '') return { message: 'The URL renders to nothing.', hint: 'Check the variables it is made of.' };
  const shown = url.length > 100 ? `${url.slice(0, 100)}…` : url;
  if (!URL.canParse(url)) {
    return {
      message: `"${shown}" is not an absolute URL.`,
      hint: 'It must begin with https:// or http:// and name a host.',
    };
  }
  const { protocol } = new URL(url);
  if (protocol === 'http:' || protocol === 'https:') return null;
  return { message: `"${shown}" is not an http or https URL.`, hint: 'Webhooks are called over https.' };
}

const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// RFC 9110: visible characters, blanks and tabs; bytes above 127 travel as Latin-1.
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What is wrong with a rendered header; null = it can be sent as it is. */
export function checkHeader(name: string, value: string): Finding | null {
  if (!tokenPattern.test(name)) {
    return { message: `"${printable(name)}" is not a valid header name.`, hint: 'Use letters, digits and "-".' };
  }
  if (isHeaderOfConnection(name)) {
    const message = `"${printable(name)}" is for the connection, which is made by itself: no request can set it.`;
    return { message, hint: 'Remove the header.' };
  }
  if (/[\r\n]/.test(value)) {
    return {
      message: `The value of "${name}" has a line break, which would start another header.`,
      hint: 'Remove the line break, for instance with "| strip_newlines".',
    };
  }
  if (valuePattern.test(value)) return null;
  return {
    message: `The value of "${name}" has a character that headers cannot carry.`,
    hint: 'Encode it, for instance with "| url_encode".',
  };
}

function printable(text: string): string {
  return JSON.stringify(text).slice(1, -1).slice(0, 80);
}

export function hasHeader(headers: readonly HeaderPair[], name: string): boolean {
  return headers.some(([key]) => key.toLowerCase() === name);
}
