import { verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  describeScheme,
  presetList,
  sdkWarnings,
  signRequest,
  unsignedSenders,
  verifyRequest,
} from '../../../core/signing/index.ts';
import { nodeKeys, presetCase, presetCases } from './preset-cases.ts';
import { headerOf } from './scheme-builders.ts';
import { messageId, moment, vendorRules } from './vendor-rules.ts';

it('has a rule for every preset, and no preset twice', () => {
  expect(Object.keys(vendorRules).sort()).toEqual(presetList.map(({ key }) => key).sort());
  expect(presetList.length).toBeGreaterThanOrEqual(60);
});

describe.each(presetCases)('$preset', (each) => {
  const { scheme, signingKey, verifyingKey, request } = each;
  const sign = () => signRequest({ scheme, key: signingKey, request, messageId, timestampMs: moment.ms });
  const signed = sign();
  const { method, url, headers, body } = signed;
  const judge = (changes: object) =>
    verifyRequest({ scheme, key: verifyingKey, method, url, headers, body, nowMs: moment.ms, ...changes });

  it("signs what the vendor's rule gives", () => {
    const answer = vendorRules[each.preset]?.(each) ?? {};
    for (const [name, value] of Object.entries(answer.headers ?? {})) expect(headerOf(headers, name)).toBe(value);
    expect(url).toBe(answer.url ?? request.url);
    const json: unknown = answer.fields === undefined ? null : JSON.parse(Buffer.from(body).toString());
    for (const [path, value] of Object.entries(answer.fields ?? {})) expect(at(json, path)).toBe(value);
    if (answer.fields === undefined) expect(body).toBe(request.body);
    if (answer.signed !== undefined) {
      const signature = Buffer.from(headerOf(headers, answer.signed.header) ?? '', 'base64');
      expect(verify('sha256', answer.signed.text, nodeKeys(each).public, signature)).toBe(true);
    }
    const named = Object.keys(answer.headers ?? {}).length + (answer.signed === undefined ? 0 : 1);
    expect(headers).toHaveLength(request.headers.length + named);
  });

  it('verifies what it signs, also from the private key and whatever the case of header names', () => {
    expect(judge({}).message).toMatch(/match/);
    expect(judge({})).toMatchObject({ isValid: true, code: 'valid' });
    expect(judge({ key: signingKey }).isValid).toBe(true);
    expect(judge({ headers: headers.map(([name, value]) => [name.toUpperCase(), value]) }).isValid).toBe(true);
  });

  it('refuses another key, a request without its headers, and one without its body', () => {
    const other = presetCase(signingKey === presetCase('stripe').signingKey ? 'slack' : 'stripe').signingKey;
    expect(judge({ key: other }).isValid).toBe(false);
    expect(judge({ key: '' }).code).toBe('key-empty');
    expect(judge({ headers: [], body: new Uint8Array() }).isValid).toBe(false);
  });

  it('describes itself', () => {
    const words = describeScheme(scheme);
    expect(words).not.toMatch(/undefined|null|NaN/);
    for (const { name } of scheme.headers) expect(words).toContain(name);
    for (const { path } of scheme.bodyFields ?? []) expect(words).toContain(path);
  });

  it('shows and records nothing of the key', () => {
    if (scheme.algorithm === 'token') expect(signed.signature?.signature).toBe('');
    else expect(JSON.stringify(signed.signature)).not.toContain(signingKey);
    expect(JSON.stringify(judge({}))).not.toContain(signingKey);
    expect(Buffer.from(signed.signature?.signedContent ?? []).toString()).not.toContain(signingKey);
    expect(Buffer.from(judge({}).signedContent ?? []).toString()).not.toContain(signingKey);
  });
});

it('names a source for every preset and every sender that does not sign', () => {
  for (const { scheme, warnings } of presetList) {
    expect(scheme.source).toMatch(/^https:\/\//);
    for (const code of warnings) expect(sdkWarnings[code].sentence.endsWith('.')).toBe(true);
  }
  for (const { source, instead, tokenPreset } of unsignedSenders) {
    expect(source).toMatch(/^https:\/\//);
    expect(instead).toMatch(/\.$/);
    if (tokenPreset !== null) expect(presetCase(tokenPreset).scheme.algorithm).toBe('token');
  }
});

it('attaches every warning to some preset', () => {
  const used = new Set<string>(presetList.flatMap(({ warnings }) => warnings));
  expect(Object.keys(sdkWarnings).filter((code) => !used.has(code))).toEqual([]);
});

function at(json: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], json);
}
