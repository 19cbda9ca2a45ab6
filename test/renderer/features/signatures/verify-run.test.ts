import { describe, expect, it } from 'vitest';
import type { Verification } from '../../../../core/contract/index.ts';
import { readStamp } from '../../../../renderer/features/signatures/sign-form.ts';
import { decidingKey, triedKeys } from '../../../../renderer/features/signatures/verify-run.ts';

const verdict = (code: Verification['code']): Verification => ({
  schemeName: 'S',
  isValid: code === 'valid',
  code,
  message: '',
  expectedSignature: null,
  receivedSignatures: [],
  timestamp: null,
  ageSeconds: null,
  signedContent: null,
  keyFingerprint: null,
});

describe('decidingKey', () => {
  it('is the key that matched, else the one that only the clock refuses, else the first', () => {
    expect(decidingKey([verdict('signature-mismatch'), verdict('valid')])).toBe(1);
    expect(decidingKey([verdict('signature-mismatch'), verdict('timestamp-too-old')])).toBe(1);
    expect(decidingKey([verdict('signature-mismatch'), verdict('signature-mismatch')])).toBe(0);
  });
});

describe('triedKeys', () => {
  it('leaves out blank fields but always tries something', () => {
    expect(triedKeys(['a', '', 'b'])).toEqual(['a', 'b']);
    expect(triedKeys(['', 'b'])).toEqual(['b']);
    expect(triedKeys([''])).toEqual(['']);
  });
});

describe('readStamp', () => {
  it('reads milliseconds, dates and nothing', () => {
    expect(readStamp('1700000000000')).toBe(1_700_000_000_000);
    expect(readStamp('2026-01-31T12:00:00Z')).toBe(Date.UTC(2026, 0, 31, 12));
    expect(readStamp(' ')).toBeNull();
  });
  it.each(['soon', '12:00', '2026-99-99'])('refuses %j', (text) => {
    expect(readStamp(text)).toBeUndefined();
  });
});
