import { describe, expect, it } from 'vitest';
import { readHeaderLines, splitPastedRequest } from '../../../../renderer/features/signatures/verify-form.ts';

describe('readHeaderLines', () => {
  it('reads names and values, passing over a request line and blank lines', () => {
    expect(readHeaderLines('POST /hook HTTP/1.1\r\nHost: a.test\r\nX-Sig: t=1,s=a==\r\n\r\n')).toEqual({
      headers: [
        ['Host', 'a.test'],
        ['X-Sig', 't=1,s=a=='],
      ],
    });
  });
  it.each([
    ['no colon here', 1],
    ['a: 1\n: no name', 2],
    ['a: 1\nbad name: 2', 2],
  ])('names the line that is no header: %j', (text, badLine) => {
    expect(readHeaderLines(text)).toEqual({ badLine });
  });
});

describe('splitPastedRequest', () => {
  it('splits a whole request at its blank line and keeps the body as it is', () => {
    const pasted = 'POST / HTTP/1.1\r\nA: 1\r\n\r\n{"a":\r\n1}\n';
    expect(splitPastedRequest(pasted)).toEqual({ headersText: 'POST / HTTP/1.1\r\nA: 1', bodyText: '{"a":\r\n1}\n' });
  });
  it('leaves headers alone', () => {
    expect(splitPastedRequest('A: 1\n\nB: 2')).toBeNull();
  });
});
