import type { NegativeCaseCode, ReceivedHttpRequest, SignatureAlgorithm, SignatureScheme } from '../../model/index.ts';
import { signRequest } from '../sign-request.ts';
import { isHmac } from '../signature-maker.ts';
import { verifyRequest } from '../verify-request.ts';
import { otherKey } from './other-key.ts';
import {
  flipByte,
  replaceText,
  respacedJson,
  withBodyBytes,
  withoutCarriers,
  withSecondHeader,
} from './request-edits.ts';
import { sampleBody } from './sample-body.ts';

export interface NegativeSuiteInput {
  scheme: SignatureScheme;
  /** For key pairs the private key. */
  key: string;
  /** The key before the last rotation, whose grace period is over; null leaves its case out. */
  oldKey: string | null;
  method: string;
  /** As the receiver is called, for schemes that sign it. */
  url: string;
  /** Null = a small body made for the scheme. */
  sample: Pick<ReceivedHttpRequest, 'headers' | 'body'> | null;
  /** Unix milliseconds. */
  nowMs: number;
  /** A fresh id per request. */
  newId(): string;
}

export interface NegativeCase {
  code: NegativeCaseCode;
  title: string;
  /** `either` where the scheme as it is configured does not forbid the request. */
  expectation: 'accept' | 'reject' | 'either';
  request: ReceivedHttpRequest;
}

const pastMarginMs = 60_000;
/** Where the scheme has no bound, to see what the receiver makes of it. */
const unboundMs = 86_400_000;

/**
 * The requests of the suite: a valid one first, then each of them spoiled in one way. What the scheme itself would
 * accept (a replay, a stale stamp without a bound) is not called wrong. Throws `SigningError` when nothing can be signed.
 */
export function negativeCases(input: NegativeSuiteInput): NegativeCase[] {
  const { scheme, key, nowMs } = input;
  const { headers, body } = input.sample ?? sampleBody(scheme, input.newId());
  const sign = ({ url = input.url, ...change }: SignChange = {}) =>
    signRequest({
      scheme,
      key,
      request: { method: input.method, url, headers: [...headers], body },
      messageId: input.newId(),
      timestampMs: nowMs,
      ...change,
    });
  const plain = ({ method, url, headers: sent, body: bytes }: ReceivedHttpRequest): ReceivedHttpRequest => ({
    method,
    url,
    headers: sent,
    body: bytes,
  });
  const cases: NegativeCase[] = [];
  const add = (code: NegativeCaseCode, title: string, request: ReceivedHttpRequest) => {
    const isAccepted = isValid(input, request);
    const expectation = code === 'valid' ? 'accept' : isAccepted ? 'either' : 'reject';
    cases.push({ code, title, expectation, request: plain(request) });
  };
  const spoil = (code: NegativeCaseCode, title: string, edit: (signed: SignedNow) => ReceivedHttpRequest) => {
    const signed = sign();
    const timestamp = signed.signature?.timestamp ?? null;
    // What is told of a signed request never holds a token, for that is the key itself.
    const signature = scheme.algorithm === 'token' ? key : (signed.signature?.signature ?? '');
    const request = edit({ request: plain(signed), signature, timestamp });
    if (!isSame(request, signed)) add(code, title, request);
  };

  const valid = sign();
  add('valid', 'A valid request', valid);
  const signatureWords = scheme.algorithm === 'token' ? 'token' : 'signature';
  spoil('missing', `No ${signatureWords}`, ({ request, signature }) =>
    withoutCarriers(scheme, '{signature}', signature)(request),
  );
  spoil('missing-timestamp', 'No timestamp', ({ request, timestamp }) =>
    timestamp === null || !isApart(scheme) ? request : withoutCarriers(scheme, '{timestamp}', timestamp)(request),
  );
  spoil('malformed', `A ${signatureWords} that is none`, ({ request, signature }) =>
    replaceText(signature, 'not-a-signature')(request),
  );
  spoil('empty-signature', `An empty ${signatureWords}`, ({ request, signature }) =>
    replaceText(signature, '')(request),
  );
  spoil('truncated-signature', `Half of the ${signatureWords}`, ({ request, signature }) =>
    replaceText(signature, signature.slice(0, Math.floor(signature.length / 2)))(request),
  );
  const wrong = otherKey(scheme, key);
  if (wrong !== null) add('wrong-key', 'Signed with another key', sign({ key: wrong }));
  if (input.oldKey !== null && input.oldKey !== key) {
    add('old-key', 'Signed with the old key, after its time', sign({ key: input.oldKey }));
  }
  addTampered(body, spoil);
  addTimes(input, sign, spoil, add);
  if (/\{(url|path|query)/.test(scheme.signedContent)) {
    const signed = sign({ url: `${input.url}${input.url.includes('?') ? '&' : '?'}other=1` });
    add('other-url', 'Signed for another address', { ...signed, url: input.url });
  }
  const other = otherAlgorithm(scheme.algorithm);
  if (other !== null) {
    add('other-algorithm', `Signed with ${other.toUpperCase()}`, sign({ scheme: { ...scheme, algorithm: other } }));
  }
  spoil('duplicate-headers', `Two headers, the first with a wrong ${signatureWords}`, ({ request, signature }) =>
    withSecondHeader(scheme, signature, spoiled(signature))(request),
  );
  cases.push({ code: 'replayed', title: 'The valid request once more', expectation: 'either', request: plain(valid) });
  return cases;
}

type SignChange = Partial<{ scheme: SignatureScheme; key: string; timestampMs: number; url: string }>;

interface SignedNow {
  request: ReceivedHttpRequest;
  signature: string;
  timestamp: string | null;
}
type Spoil = (code: NegativeCaseCode, title: string, edit: (signed: SignedNow) => ReceivedHttpRequest) => void;
type Sign = (change?: Partial<{ timestampMs: number }>) => ReceivedHttpRequest;

function addTampered(body: Uint8Array, spoil: Spoil): void {
  const places: [NegativeCaseCode, string, number][] = [
    ['tampered-first-byte', 'The first byte of the body changed', 0],
    ['tampered-middle-byte', 'A byte in the middle of the body changed', Math.floor(body.length / 2)],
    ['tampered-last-byte', 'The last byte of the body changed', -1],
  ];
  for (const [code, title, at] of places) {
    spoil(code, title, ({ request }) =>
      withBodyBytes((bytes) => (bytes.length === 0 ? bytes : flipByte(bytes, at < 0 ? bytes.length - 1 : at)))(request),
    );
  }
  spoil('empty-body', 'The body taken away', ({ request }) => withBodyBytes(() => new Uint8Array())(request));
  spoil('re-serialised', 'The JSON written again with spaces', ({ request }) => withBodyBytes(respacedJson)(request));
}

function addTimes(
  input: NegativeSuiteInput,
  sign: Sign,
  spoil: Spoil,
  add: (code: NegativeCaseCode, title: string, request: ReceivedHttpRequest) => void,
): void {
  const rule = input.scheme.timestamp;
  if (rule === null) return;
  const past = rule.tolerancePastSeconds === null ? unboundMs : rule.tolerancePastSeconds * 1000 + pastMarginMs;
  const future = rule.toleranceFutureSeconds === null ? unboundMs : rule.toleranceFutureSeconds * 1000 + pastMarginMs;
  add('stale', 'Signed too long ago', sign({ timestampMs: input.nowMs - past }));
  add('future', 'Signed in the future', sign({ timestampMs: input.nowMs + future }));
  spoil('timestamp-renewed', 'An old signature with a fresh timestamp', ({ request, timestamp }) => {
    const older = sign({ timestampMs: input.nowMs - 2000 });
    const stamp = stampOf(older, request, timestamp);
    return stamp === null ? request : replaceText(stamp, timestamp ?? '')(older);
  });
}

/** The stamp of the older request: its text where the newer one has the other. */
function stampOf(older: ReceivedHttpRequest, newer: ReceivedHttpRequest, timestamp: string | null): string | null {
  if (timestamp === null) return null;
  for (const [index, [, value]] of newer.headers.entries()) {
    const at = value.indexOf(timestamp);
    const same = older.headers[index]?.[1];
    if (at >= 0 && same !== undefined) return same.slice(at, at + timestamp.length);
  }
  return null;
}

/** Whether the stamp has a header of its own, which can be taken away alone. */
function isApart({ headers }: SignatureScheme): boolean {
  return headers.some(({ value }) => value.includes('{timestamp}') && !value.includes('{signature}'));
}

function otherAlgorithm(algorithm: SignatureAlgorithm): SignatureAlgorithm | null {
  if (!isHmac(algorithm)) return null;
  return algorithm === 'hmac-sha1' ? 'hmac-sha256' : 'hmac-sha1';
}

/** As long as the right one, and wrong. */
function spoiled(signature: string): string {
  const first = signature[0] === 'a' ? 'b' : 'a';
  return `${first}${signature.slice(1)}`;
}

function isValid({ scheme, key, nowMs }: NegativeSuiteInput, request: ReceivedHttpRequest): boolean {
  const { method, url, headers, body } = request;
  return verifyRequest({ scheme, key, headers, body, nowMs, method, url }).isValid;
}

function isSame(one: ReceivedHttpRequest, other: ReceivedHttpRequest): boolean {
  return (
    one.url === other.url &&
    Buffer.compare(one.body, other.body) === 0 &&
    JSON.stringify(one.headers) === JSON.stringify(other.headers)
  );
}
