import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HeaderPair } from '../../../../core/model/index.ts';
import { schemePresets, signRequest } from '../../../../core/signing/index.ts';
import { explainRequest } from '../../../../core/signing/lab.ts';

const nowMs = 1_700_000_000_000;
const text = JSON.stringify({ type: 'task.completed', note: 'as it was signed '.repeat(20) });
const inBrotli: HeaderPair[] = [['Content-Encoding', 'br']];

/** Signs one body and lets another arrive. */
function explain(signed: Uint8Array | string, received: Uint8Array, headers: HeaderPair[] = [], preset = 'stripe') {
  const scheme = schemePresets[preset];
  if (scheme === undefined) throw new Error(`no preset ${preset}`);
  const request = signRequest({
    scheme,
    key: 'a key',
    request: { method: 'POST', url: 'https://h.test/in', headers, body: Uint8Array.from(Buffer.from(signed)) },
    messageId: 'msg_1',
    timestampMs: nowMs,
  });
  return explainRequest({
    request: { ...request, body: received },
    scheme,
    keys: ['a key'],
    nowMs,
    elapsedMs: () => 0,
  });
}

describe('a body that was compressed after it was signed', () => {
  test.each([
    ['gzip', gzipSync(text, { level: 9 }), []],
    ['gzip', gzipSync(text), [['content-encoding', 'x-gzip']]],
    ['deflate', deflateSync(text), []],
    ['deflate', deflateRawSync(text), [['Content-Encoding', 'deflate']]],
    ['br', brotliCompressSync(text), inBrotli],
  ] as [string, Uint8Array, HeaderPair[]][])('verifies when it is decompressed: %s', (coding, received, headers) => {
    const [finding] = explain(text, received, headers).findings;
    expect(finding).toMatchObject({
      code: 'body-compressed',
      title: 'The body was compressed after it was signed',
      isProven: true,
      sentence: `This would have verified if the body were decompressed from ${coding}.`,
    });
    expect(finding?.fix).toContain('Decompress the body first');
  });

  test('is found beside a mistake with the key', () => {
    const scheme = schemePresets.stripe;
    if (scheme === undefined) throw new Error('no such preset');
    const request = signRequest({
      scheme,
      key: 'a key\n',
      request: { method: 'POST', url: 'https://h.test/in', headers: [], body: Buffer.from(text) },
      messageId: 'msg_1',
      timestampMs: nowMs,
    });
    const received = { ...request, body: gzipSync(text) };
    const found = explainRequest({ request: received, scheme, keys: ['a key'], nowMs, elapsedMs: () => 0 });
    expect(found.findings[0]?.causes.map(({ code }) => code)).toEqual(['body-compressed', 'key-trailing-newline']);
  });

  test('is not decompressed past a limit, and that is said', () => {
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024), { level: 1 });
    const [finding] = explain(text, bomb).findings;
    expect(finding).toMatchObject({ code: 'body-compressed', isProven: false });
    expect(finding?.sentence).toContain('longer than 8 MB when decompressed, so that was not tried');
  });

  test('is named where the scheme reads fields of the body', () => {
    const [finding] = explain(text, gzipSync(text), [], 'mailgun').findings;
    expect(finding?.sentence).toBe('The body is compressed with gzip, and this scheme reads it: decompress it first.');
  });
});

describe('a body that was decompressed after it was signed', () => {
  test.each([
    ['gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
  ] as const)('verifies when it is compressed as Node does it: %s', (coding, signed) => {
    const received = Uint8Array.from(Buffer.from(text));
    const [finding] = explain(signed, received, [['Content-Encoding', coding]]).findings;
    expect(finding).toMatchObject({
      title: 'The body was decompressed after it was signed',
      isProven: true,
      sentence: `This would have verified if the body were compressed with ${coding}.`,
    });
  });

  test('leaves a trace where its bytes cannot be made again', () => {
    const received = Uint8Array.from(Buffer.from(text));
    const [finding] = explain('other bytes', received, [['Content-Encoding', 'gzip']]).findings;
    expect(finding).toMatchObject({ code: 'body-compressed', isProven: false });
    expect(finding?.sentence).toContain('Content-Encoding says gzip, and the body is not compressed');
  });
});

test('a body that only begins like a compressed one is no trace', () => {
  const received = Uint8Array.from([0x78, 0x9c, 1, 2, 3, 4]);
  expect(explain(text, received).findings).toEqual([]);
});
