import { expect, test } from 'vitest';
import type { Resendable } from '../../../../core/contract/index.ts';
import {
  findResendProblems,
  isChanged,
  type ResendDraft,
  readLoggedBody,
  readResendDraft,
  resendRequestOf,
  shownHeaders,
  signatureOf,
  withBody,
  withHeaders,
  withMethod,
  withUrl,
} from '../../../../renderer/features/runs/resend-draft.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const basis: Resendable = {
  runId: 'r',
  runNumber: 1,
  number: 3,
  displayName: 'prod hook',
  channel: 'webhooks',
  request: {
    method: 'POST',
    url: 'https://a.example/hook',
    headers: [
      ['content-type', 'application/json'],
      ['X-Signature', 't=1,s=abc'],
      ['x-own', '1'],
    ],
    body: bytes('{"a": 1}\r\n'),
  },
  signatureHeaders: ['x-signature'],
  signing: {
    isPossible: true,
    schemeName: 'Some',
    keyFingerprint: '01234567',
    makes: { headers: ['X-Signature'], query: [], bodyFields: [] },
  },
  policy: { name: 'Knock', maxAttempts: 8, words: '' },
};
const logged = readLoggedBody(basis.request.body);
const requestOf = (draft: ResendDraft, of = basis) => resendRequestOf('att_1', draft, of, logged);

test('untouched, nothing of the request is named: the logged bytes are sent, once and signed afresh', () => {
  expect(requestOf({})).toEqual({
    messages: [{ attemptId: 'att_1' }],
    signature: 'afresh',
    attempts: 'one',
    clock: 'real',
  });
});

test('a body that reads as it was logged leaves its bytes alone, whatever an editor does to its line ends', () => {
  expect(withBody({ body: 'x' }, logged, '{"a": 1}\n')).toEqual({});
  expect(withBody({}, logged, '{"a": 2}\r\n')).toEqual({ body: '{"a": 2}\r\n' });
  const mixed = readLoggedBody(bytes('a\r\nb\nc'));
  expect(mixed).toMatchObject({ hasMixedLineEnds: true });
  expect(withBody({}, mixed, 'a\r\nb\r\nc')).toEqual({});
});

test('a byte order mark that an editor drops goes out with what was typed', () => {
  const marked = readLoggedBody(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]));
  expect(marked).toEqual({ text: 'a', hasMark: true, hasMixedLineEnds: false });
  expect(withBody({}, marked, 'a')).toEqual({});
  const [message] = resendRequestOf('att_1', { body: 'b' }, basis, marked).messages;
  expect(message?.changes).toEqual({ body: '\ufeffb' });
});

test('bytes that are no text are not for an editor, and any text replaces them', () => {
  const binary = readLoggedBody(new Uint8Array([0xff, 0x00]));
  expect(binary.text).toBeNull();
  expect(withBody({}, binary, '')).toEqual({ body: '' });
});

test('signed afresh, the headers of the signature are neither shown nor sent; as sent, they are both', () => {
  expect(shownHeaders({}, basis).map(({ key }) => key)).toEqual(['content-type', 'x-own']);
  const edited = withHeaders({}, basis, [{ key: 'x-new', value: '2' }]);
  expect(requestOf(edited).messages[0]?.changes).toEqual({ headers: [['x-new', '2']] });
  // What is chosen later does not lose them.
  const asSent: ResendDraft = { ...edited, signature: 'as-sent' };
  expect(shownHeaders(asSent, basis).map(({ key }) => key)).toEqual(['x-new', 'X-Signature']);
  expect(requestOf(asSent).messages[0]?.changes?.headers).toHaveLength(2);
});

test('what is put back to what was sent is no change any more', () => {
  const changed = withUrl(withMethod({}, basis, 'PUT'), basis, 'https://b.example/');
  expect(isChanged(changed)).toBe(true);
  expect(isChanged(withUrl(withMethod(changed, basis, 'POST'), basis, basis.request.url))).toBe(false);
  const [first, ...others] = shownHeaders({}, basis);
  const fewer = withHeaders({}, basis, others);
  expect(isChanged(fewer)).toBe(true);
  expect(isChanged(withHeaders(fewer, basis, first === undefined ? [] : [first, ...others]))).toBe(false);
  const asSent: ResendDraft = { signature: 'as-sent' };
  const rows = shownHeaders(asSent, basis);
  expect(isChanged(withHeaders(asSent, basis, rows.slice(1)))).toBe(true);
  expect(isChanged(withHeaders(withHeaders(asSent, basis, rows.slice(1)), basis, rows))).toBe(false);
});

test('where it cannot be signed afresh, it goes out as it was, whatever was chosen before', () => {
  const gone: Resendable = { ...basis, signing: { isPossible: false, message: 'no' }, policy: null };
  expect(signatureOf({ signature: 'afresh-new-id' }, gone)).toBe('as-sent');
  expect(requestOf({ signature: 'afresh', attempts: 'policy', clock: 'virtual' }, gone)).toMatchObject({
    signature: 'as-sent',
    attempts: 'one',
    clock: 'real',
  });
});

test('what cannot be sent is told at its place; a row that is not filled in yet is passed over', () => {
  const rows = [
    { key: '', value: '' },
    { key: 'a b', value: '1' },
    { key: 'x', value: 'one\ntwo' },
    { key: 'y', value: 'ключ' },
  ];
  const draft = withUrl(withHeaders({}, basis, rows), basis, 'a.example');
  const { url, headers } = findResendProblems(draft, basis);
  expect(url).toMatch(/is not an absolute URL/);
  expect([...headers.keys()]).toEqual([1, 2, 3]);
  expect(findResendProblems({}, basis)).toEqual({ url: null, headers: new Map() });
  const blank = withHeaders({}, basis, [{ key: '', value: '' }]);
  expect(requestOf(blank).messages[0]?.changes?.headers).toEqual([]);
});

test('what a tab remembered is read back; what is none of it is nothing', () => {
  const draft: ResendDraft = { body: 'é', headers: [['a', 'b']], signature: 'as-sent', clock: { scale: 10 } };
  expect(readResendDraft(JSON.stringify(draft))).toEqual(draft);
  expect(readResendDraft('')).toEqual({});
  expect(readResendDraft('{')).toEqual({});
  expect(readResendDraft('{"signature":"odd"}')).toEqual({});
});
