import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { generateKey, signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { bytes, preset } from './scheme-builders.ts';

const key = 'whsec_c2VjcmV0';
const hmac = (text: string, secret: string | Buffer = key) => createHmac('sha256', secret).update(text);

function hint(signature: string, body = '{ "a": 1 }') {
  const headers = [['Stripe-Signature', `t=1,v1=${signature}`]] as const;
  const verdict = verifyRequest({ scheme: preset('stripe'), key, headers, body: bytes(body), nowMs: 1000 });
  expect(verdict).toMatchObject({ isValid: false, code: 'signature-mismatch' });
  return verdict.message;
}

it.each([
  ['capitals', () => hint(hmac('1.{ "a": 1 }').digest('hex').toUpperCase()), 'in lower case'],
  ['base64', () => hint(hmac('1.{ "a": 1 }').digest('base64')), 'in base64'],
  ['a decoded key', () => hint(hmac('1.{ "a": 1 }', Buffer.from('secret')).digest('hex')), 'decoded from base64'],
  ['a key without its prefix', () => hint(hmac('1.{ "a": 1 }', 'c2VjcmV0').digest('hex')), 'without its "whsec_"'],
  ['the body alone', () => hint(hmac('{ "a": 1 }').digest('hex')), 'over the body alone'],
  ['parsed JSON', () => hint(hmac('1.{"a":1}').digest('hex')), 'parsed and written again'],
  ['an object as text', () => hint(hmac('1.[object Object]').digest('hex')), '[object Object]'],
  ['a line break more', () => hint(hmac('1.{}\n').digest('hex'), '{}'), 'with a line break'],
  ['CRLF', () => hint(hmac('1.{\n}').digest('hex'), '{\r\n}'), 'LF instead of CRLF'],
  ['something else', () => hint('0'.repeat(64)), 'Check that both sides use the same key'],
])('names %s as the likely reason, and still refuses', (_, message, words) => {
  expect(message()).toContain(words);
  expect(message()).not.toContain('c2VjcmV0');
});

it('names a key with blanks around it', () => {
  const headers = [['X-Hub-Signature-256', `sha256=${hmac('{}', 'secret').digest('hex')}`]] as const;
  const input = { scheme: preset('github-sha256'), headers, body: bytes('{}'), nowMs: 0 };
  expect(verifyRequest({ ...input, key: 'secret\n' }).message).toContain('without the blanks around the key');
});

it('looks at the body with a key pair, whose signatures it can only check', () => {
  const { signingKey, verifyingKey } = generateKey('ed25519-hex');
  const request = { method: 'POST', url: '', headers: [], body: bytes('{"a":1}') };
  const scheme = preset('discord');
  const signed = signRequest({ scheme, key: signingKey, request, messageId: 'm', timestampMs: 0 });
  const verdict = (text: string) =>
    verifyRequest({ scheme, key: verifyingKey ?? '', headers: signed.headers, body: bytes(text), nowMs: 0 });
  expect(verdict('{"a": 1}').message).toContain('if the JSON body were parsed and written again');
  expect(verdict('{"a":1}\n').message).toContain('without the line break at the end of the body');
  expect(verdict('{"a":2}').message).toContain('Check that both sides use the same key');
});

const publicUrl = 'https://hooks.example.test/twilio?a=1';
it.each([
  ['behind a proxy that ends TLS', 'http://hooks.example.test/twilio?a=1', []],
  ['behind a tunnel', 'http://127.0.0.1:3000/twilio?a=1', [['X-Forwarded-Host', 'hooks.example.test']]],
  ['on a port of its own', 'http://hooks.example.test:8080/twilio?a=1', []],
  ['with a slash at the end', 'https://hooks.example.test/twilio/?a=1', []],
] as const)('names the address of a receiver %s', (_, url, more) => {
  const body = bytes('From=%2B1&Body=Hello');
  for (const name of ['twilio-form', 'square'] as const) {
    const scheme = preset(name);
    const request = { method: 'POST', url: publicUrl, headers: [], body };
    const { headers } = signRequest({ scheme, key: 'secret', request, messageId: 'm', timestampMs: 0 });
    const input = { scheme, key: 'secret', headers: [...headers, ...more], body, method: 'POST', nowMs: 0 };
    const verdict = verifyRequest({ ...input, url });
    expect(verdict.code).toBe('signature-mismatch');
    expect(verdict.message).toContain(`It would match for the address ${publicUrl}`);
  }
});
