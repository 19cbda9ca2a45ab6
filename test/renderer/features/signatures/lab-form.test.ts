import { describe, expect, it } from 'vitest';
import { formOfRequest, readHeaderLines, requestOf } from '../../../../renderer/features/signatures/lab-form.ts';

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

describe('requestOf', () => {
  it('gives back the very bytes of a body that is not UTF-8, until its text is edited', () => {
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    const form = formOfRequest({ method: 'POST', url: '/hook', headers: [['a', '1']], body });
    expect(requestOf(form)).toEqual({ method: 'POST', url: '/hook', headers: [['a', '1']], body });
    expect(requestOf({ ...form, exactBody: null })?.body).not.toEqual(body);
  });
  it('is nothing while a header line is none', () => {
    expect(requestOf({ method: 'POST', url: '/', headersText: 'nonsense', bodyText: '', exactBody: null })).toBeNull();
  });
});
