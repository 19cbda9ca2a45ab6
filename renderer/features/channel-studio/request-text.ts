import type { Preview } from '../../../core/contract/index.ts';

type PreviewedRequest = NonNullable<Preview['request']>;

const decoder = new TextDecoder();

export function bodyText(body: Uint8Array): string {
  return decoder.decode(body);
}

/** The request as HTTP/1.1 text. */
export function toHttpText(request: PreviewedRequest): string {
  const url = URL.canParse(request.url) ? new URL(request.url) : null;
  const target = url === null ? request.url : `${url.pathname}${url.search}`;
  const lines = [`${request.method} ${target} HTTP/1.1`];
  if (url !== null) lines.push(`host: ${url.host}`);
  for (const header of request.headers) lines.push(`${header.name}: ${header.value}`);
  return `${lines.join('\r\n')}\r\n\r\n${bodyText(request.body)}`;
}

/** A command for a POSIX shell that sends the same bytes. */
export function toCurl(request: PreviewedRequest): string {
  const parts = [`curl -X ${request.method} ${quote(request.url)}`];
  for (const header of request.headers) parts.push(`-H ${quote(`${header.name}: ${header.value}`)}`);
  if (request.body.byteLength > 0) parts.push(`--data-binary ${quote(bodyText(request.body))}`);
  return parts.join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
