import { describe, expect, it } from 'vitest';
import {
  choiceId,
  choiceOfId,
  choiceWith,
  groupOf,
  type LabScheme,
  labSchemes,
  rotationSupport,
  schemeRows,
} from '../../../../renderer/features/signatures/scheme-groups.ts';

function lab(id: string, header: string, algorithm: LabScheme['scheme']['algorithm'] = 'hmac-sha256'): LabScheme {
  const scheme: LabScheme['scheme'] = {
    name: id,
    description: '',
    source: '',
    headers: [{ name: header, value: '{signature}' }],
    signedContent: '{body}',
    algorithm,
    encoding: 'hex',
    key: { stripPrefix: null, decoding: 'utf8' },
    timestamp: null,
    signatureSeparator: null,
  };
  const facts = { key: id, scheme, words: '', keyForm: 'text', verifier: null, confirmedBy: 'documentation' as const };
  return { id, name: id, choice: { preset: id }, scheme, facts: { ...facts, warnings: [] } };
}
const sender = { key: 'postmark', name: 'Postmark', offers: '', instead: '', source: '', tokenPreset: null };
const all = [
  lab('knock-channel', 'x-webhook-signature'),
  lab('stripe', 'Stripe-Signature'),
  lab('svix', 'svix-signature'),
  lab('discord', 'X-Signature-Ed25519', 'ed25519'),
  lab('gitlab-token', 'X-Gitlab-Token', 'token'),
];

describe('groupOf', () => {
  it('puts each scheme where it is looked for', () => {
    expect(all.map(groupOf)).toEqual(['knock', 'vendors', 'standard', 'key-pairs', 'tokens']);
    expect(groupOf({ ...lab('channel/x', 'x-signature'), facts: null })).toBe('own');
  });
});

describe('schemeRows', () => {
  it('shows groups that hold something, with their count', () => {
    const rows = schemeRows(all, [sender], '', new Set());
    expect(rows.map(({ id }) => id)).toEqual(
      ['knock', 'knock-channel', 'vendors', 'stripe', 'standard', 'svix', 'key-pairs', 'discord'].concat([
        'tokens',
        'gitlab-token',
        'unsigned',
        'sender/postmark',
      ]),
    );
  });
  it('folds a group but not what a filter found', () => {
    expect(schemeRows(all, [], '', new Set(['vendors'])).map(({ id }) => id)).not.toContain('stripe');
    expect(schemeRows(all, [], 'stripe', new Set(['vendors'])).map(({ id }) => id)).toEqual(['vendors', 'stripe']);
  });
  it('finds a scheme by the header it sends', () => {
    expect(schemeRows(all, [sender], 'ED25519', new Set()).map(({ id }) => id)).toEqual(['key-pairs', 'discord']);
  });
});

describe('choiceWith', () => {
  it('adds the settings that were filled in', () => {
    expect(choiceWith(lab('paypal', 'x'), { webhookId: '1' })).toEqual({
      preset: 'paypal',
      settings: { webhookId: '1' },
    });
    expect(choiceWith(lab('paypal', 'x'), undefined)).toEqual({ preset: 'paypal' });
  });
});

describe('schemes of the workspace', () => {
  const { scheme } = lab('acme', 'x-acme');
  it('stand in the list by a name that no preset has', () => {
    const [own] = labSchemes(null, [], [{ key: 'acme', value: scheme }]);
    expect(own).toMatchObject({ id: 'own/acme', choice: { own: 'acme' }, facts: null });
    expect(choiceOfId('own/acme')).toEqual({ own: 'acme' });
    expect(choiceId({ own: 'acme', settings: { a: '1' } })).toBe('own/acme');
    expect(choiceOfId('stripe')).toEqual({ preset: 'stripe' });
    expect(choiceId({ custom: scheme })).toBeNull();
  });
  it('take settings by their name', () => {
    const [own] = labSchemes(null, [], [{ key: 'acme', value: scheme }]);
    if (own === undefined) throw new Error('There is one.');
    expect(choiceWith(own, { tenant: '2' })).toEqual({ own: 'acme', settings: { tenant: '2' } });
  });
  it('say what they do while keys are changed', () => {
    expect(rotationSupport(scheme)).toBe('none');
    expect(rotationSupport({ ...scheme, signatureSeparator: ',' })).toBe('list');
    expect(rotationSupport({ ...scheme, headers: [{ name: 'a', value: '{signature}', forKey: 'previous' }] })).toBe(
      'headers',
    );
  });
});
