import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { isText, maskedRequest, toCurl, toHttpText } from '../../../renderer/request/request-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What a shell makes of the command, with curl replaced by something that writes down its last argument or its input. */
function sentByShell(command: string): Buffer {
  const script = `curl() { for last; do :; done; if [ "$last" = "@-" ]; then cat; else printf '%s' "$last"; fi; }\n${command}`;
  return execFileSync('sh', ['-c', script]);
}

describe('toHttpText', () => {
  test('has target, host, headers in order and the body', () => {
    const text = toHttpText({
      method: 'POST',
      url: 'https://acme.dev/hooks?a=1',
      headers: [
        ['X-Two', '2'],
        ['x-one', '1'],
      ],
      body: bytes('{"a":1.00}'),
    });
    expect(text).toBe('POST /hooks?a=1 HTTP/1.1\r\nhost: acme.dev\r\nX-Two: 2\r\nx-one: 1\r\n\r\n{"a":1.00}');
  });

  test('does not add a second host', () => {
    const request = {
      method: 'GET',
      url: 'http://127.0.0.1:1/x',
      headers: [['Host', 'other']] as const,
      body: bytes(''),
    };
    expect(toHttpText(request)).toBe('GET /x HTTP/1.1\r\nHost: other\r\n\r\n');
  });
});

describe('maskedRequest', () => {
  const mask = (text: string) => text.replaceAll("it's", '•');
  const request = (body: Uint8Array) => ({
    method: 'POST',
    url: "http://localhost/?it's",
    headers: [['x-key', "it's"]] as const,
    body,
  });

  test('masks what the shell would quote, before it does', () => {
    expect(toCurl(maskedRequest(request(bytes("<it's>")), mask))).not.toMatch(/it|s>/);
  });

  test('masks what would go through base64, and leaves bytes that hold nothing to mask as they are', () => {
    const binary = new Uint8Array([0xff, ...bytes("it's")]);
    expect(new TextDecoder().decode(maskedRequest(request(binary), mask).body)).toBe('\ufffd•');
    for (const body of [bytes('{}'), new Uint8Array([0xff, 1])]) {
      expect(maskedRequest(request(body), mask).body).toBe(body);
    }
  });
});

describe('toCurl', () => {
  const post = (body: Uint8Array) => toCurl({ method: 'POST', url: 'http://localhost/', headers: [], body });

  test('leaves out what curl works out itself', () => {
    const headers = [
      ['host', 'localhost'],
      ['Content-Length', '2'],
      ['content-type', 'application/json'],
    ] as const;
    const command = toCurl({ method: 'POST', url: 'http://localhost/', headers, body: bytes('{}') });
    expect(command).toContain("-H 'content-type: application/json'");
    expect(command).not.toMatch(/-H 'host|content-length/i);
  });

  test.each([
    ['quotes and dollars', `it's "$HOME" \`x\``],
    ['several lines', 'a\nb\n\n'],
    ['a leading @, which curl takes for a file', '@/etc/hostname'],
  ])('sends the same bytes through a shell: %s', (_name, text) => {
    expect(sentByShell(post(bytes(text))).toString()).toBe(text);
  });

  test('sends bytes that are not text', () => {
    const body = Uint8Array.from([0, 255, 10, 39, 128]);
    expect(isText(body)).toBe(false);
    expect(Uint8Array.from(sentByShell(post(body)))).toEqual(body);
  });
});
