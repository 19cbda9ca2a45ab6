import { describe, expect, test } from 'vitest';
import { parseRequestText } from '../../../../core/signing/lab.ts';

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');

function readable(source: string | Uint8Array) {
  const parsed = parseRequestText(source);
  if (!parsed.isReadable) throw new Error(`${parsed.message} (${parsed.line}:${parsed.column})`);
  const [first] = parsed.requests;
  if (first === undefined) throw new Error('no request');
  return { ...parsed, request: first.request };
}

describe('raw HTTP', () => {
  test('keeps order, spelling and repetition of headers, and every byte of the body', () => {
    const head = 'POST /hooks?a=1 HTTP/1.1\r\nHost: api.example.test\r\nX-One: a\r\nx-one:  b \r\n\r\n';
    const body = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x0d, 0x0a, 0xe9]);
    const { request, format } = readable(Buffer.concat([Buffer.from(head), body]));
    expect(format).toBe('http');
    expect(request.method).toBe('POST');
    expect(request.url).toBe('https://api.example.test/hooks?a=1');
    expect(request.headers).toEqual([
      ['Host', 'api.example.test'],
      ['X-One', 'a'],
      ['x-one', 'b'],
    ]);
    expect(Buffer.from(request.body)).toEqual(body);
  });

  test('leaves out the line break an editor put after the body, as Content-Length says, and says so', () => {
    const { request, notes } = readable('POST / HTTP/1.1\nHost: localhost:3000\nContent-Length: 2\n\n{}\n');
    expect(text(request.body)).toBe('{}');
    expect(request.url).toBe('http://localhost:3000/');
    expect(notes.join()).toContain('Line breaks after the 2 bytes');
  });

  test('says when fewer bytes are there than Content-Length promises', () => {
    const { request, notes } = readable('POST / HTTP/1.1\nContent-Length: 9\n\n{}');
    expect(text(request.body)).toBe('{}');
    expect(notes.join()).toContain('it was cut or changed');
  });

  test('puts chunks together, and takes a joined body with the header still there as it is', () => {
    const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(text(readable(`${head}3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n`).request.body)).toBe('abcde');
    expect(text(readable(`${head}{"a":1}`).request.body)).toBe('{"a":1}');
  });

  test('takes header lines alone, and HTTP/2 as browsers show it', () => {
    const bare = readable('Stripe-Signature: t=1,v1=ab\n\n{}');
    expect(bare.request).toMatchObject({ method: 'POST', url: '/' });
    const h2 = readable(':method: PUT\n:authority: h.test\n:scheme: http\n:path: /x\nX-A: 1\n\n');
    expect(h2.request).toMatchObject({ method: 'PUT', url: 'http://h.test/x' });
    expect(h2.request.headers).toEqual([
      ['host', 'h.test'],
      ['X-A', '1'],
    ]);
  });

  test('names the line that is no header', () => {
    expect(parseRequestText('POST / HTTP/1.1\nHost: a\n{"a":1}')).toMatchObject({
      isReadable: false,
      line: 3,
      column: 1,
    });
    expect(parseRequestText('HTTP/1.1 200 OK\n\n')).toMatchObject({
      isReadable: false,
      message: expect.stringContaining('response'),
    });
  });
});

describe('cURL', () => {
  test('reads what browsers copy', () => {
    const { request, format } = readable(
      `curl 'https://h.test/a?b=1' \\\n  -X POST \\\n  -H 'X-Sig: t=1,v1=a' --data-raw $'{"a":"it\\'s \\u00e9\\n"}' --compressed`,
    );
    expect(format).toBe('curl');
    expect(request).toMatchObject({ method: 'POST', url: 'https://h.test/a?b=1' });
    expect(request.headers[0]).toEqual(['X-Sig', 't=1,v1=a']);
    expect(text(request.body)).toBe('{"a":"it\'s é\n"}');
  });

  test("joins data, honours short options run together, and adds curl's default content type", () => {
    const { request } = readable(`curl -sSXPUT -d a=1 -d "b=\\"2\\"" --data-urlencode 'c=x y' h.test`);
    expect(request).toMatchObject({ method: 'PUT', url: 'http://h.test' });
    expect(text(request.body)).toBe('a=1&b="2"&c=x%20y');
    expect(request.headers).toEqual([['content-type', 'application/x-www-form-urlencoded']]);
    expect(readable(`curl h.test --json '{"a":1}'`).request.headers).toEqual([
      ['content-type', 'application/json'],
      ['accept', 'application/json'],
    ]);
    expect(readable('curl -G h.test -d a=1').request).toMatchObject({ method: 'GET', url: 'http://h.test?a=1' });
  });

  test("reads the form for Windows' shell", () => {
    const { request } = readable(
      'curl ^"https://h.test/^" ^\r\n  -H ^"X-A: 1^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1^}^"',
    );
    expect(request.headers[0]).toEqual(['X-A', '1']);
    expect(text(request.body)).toBe('{"a":1}');
  });

  test.each([
    [`curl h.test -d '{"a":1}`, 1, 16, 'never closed'],
    ['curl h.test -d @body.json', 1, 13, 'body.json'],
    ['curl h.test \\\n  -F a=b', 2, 3, 'exact bytes'],
    ['curl h.test -H', 1, 13, 'needs a value'],
    ['curl -s', null, null, 'no URL'],
  ])('%s: says what is wrong and where', (source, line, column, words) => {
    expect(parseRequestText(source)).toEqual({
      isReadable: false,
      format: 'curl',
      message: expect.stringContaining(words),
      line,
      column,
    });
  });
});

describe('HAR and JSON', () => {
  test('gives every request of a HAR', () => {
    const har = {
      log: {
        entries: [
          { request: { method: 'GET', url: 'https://h.test/', headers: [] } },
          {
            request: {
              method: 'POST',
              url: 'https://h.test/b',
              headers: [
                { name: ':path', value: '/b' },
                { name: 'X-A', value: '1' },
              ],
              postData: { text: Buffer.from([0xff]).toString('base64'), encoding: 'base64' },
            },
          },
        ],
      },
    };
    const parsed = readable(JSON.stringify(har));
    expect(parsed.format).toBe('har');
    expect(parsed.requests.map(({ label }) => label)).toEqual(['GET https://h.test/', 'POST https://h.test/b']);
    expect(parsed.requests[1]?.request).toMatchObject({ headers: [['X-A', '1']], body: Uint8Array.of(0xff) });
  });

  test.each([
    [
      'an object of headers',
      { method: 'put', url: 'https://h.test/', headers: { 'X-A': '1', 'X-B': ['2', '3'] }, body: 'ü' },
      'ü',
      'PUT',
    ],
    [
      'pairs',
      {
        headers: [
          ['X-A', '1'],
          ['X-B', '2'],
          ['X-B', '3'],
        ],
        body: 'b',
      },
      'b',
      'POST',
    ],
    [
      'names and values',
      {
        headers: [
          { name: 'X-A', value: '1' },
          { name: 'X-B', value: '2' },
          { name: 'X-B', value: '3' },
        ],
        body: 'b',
      },
      'b',
      'POST',
    ],
    [
      'a function event',
      {
        headers: { 'X-A': '1', 'X-B': ['2', '3'] },
        body: 'YmM=',
        isBase64Encoded: true,
        rawPath: '/p',
        rawQueryString: 'q=1',
        requestContext: { http: { method: 'POST' } },
      },
      'bc',
      'POST',
    ],
    [
      'a Node buffer',
      { headers: { 'X-A': '1', 'X-B': ['2', '3'] }, body: { type: 'Buffer', data: [98, 99] } },
      'bc',
      'POST',
    ],
  ])('reads %s', (_, value, body, method) => {
    const { request } = readable(JSON.stringify(value));
    expect(request.headers).toEqual([
      ['X-A', '1'],
      ['X-B', '2'],
      ['X-B', '3'],
    ]);
    expect(text(request.body)).toBe(body);
    expect(request.method).toBe(method);
  });

  test('says that the bytes of a body given as JSON are a guess', () => {
    const { request, notes } = readable('{"headers":{},"body":{"a":1}}');
    expect(text(request.body)).toBe('{"a":1}');
    expect(notes.join()).toContain('may differ');
  });

  test('names the place of broken JSON, and JSON without headers', () => {
    expect(parseRequestText('\n{"headers": {},\n "body": x}')).toMatchObject({ format: 'json', line: 3, column: 10 });
    expect(parseRequestText('{"body":1}')).toMatchObject({
      isReadable: false,
      message: expect.stringContaining('"headers"'),
    });
    expect(parseRequestText('{"headers":{"a":')).toMatchObject({ isReadable: false, line: 1 });
  });
});

test('says so when it is none of them', () => {
  expect(parseRequestText('')).toMatchObject({ isReadable: false, format: null });
  expect(parseRequestText('just words')).toMatchObject({ isReadable: false, format: null, line: 1, column: 1 });
});
