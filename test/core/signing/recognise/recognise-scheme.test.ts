import { describe, expect, test } from 'vitest';
import type { HeaderPair } from '../../../../core/model/index.ts';
import { schemePresets, signRequest } from '../../../../core/signing/index.ts';
import { recogniseScheme } from '../../../../core/signing/lab.ts';

const hex64 = 'a1'.repeat(32);
const recognise = (...headers: HeaderPair[]) => recogniseScheme({ headers, url: null, body: null });

describe('recognising a scheme', () => {
  test('names what is there', () => {
    const [first] = recognise(
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', '1700000000'],
      ['webhook-signature', `v1,${Buffer.alloc(32).toString('base64')}`],
    );
    expect(first?.preset).toBe('standard-webhooks');
    expect(first?.reason).toContain('webhook-id, webhook-timestamp and webhook-signature');
  });

  test('looks at the form: other versions and decoys in the same header do not hide it', () => {
    const [first] = recognise(['stripe-signature', `t=1700000000,v0=${hex64},v1=${hex64},v1=${hex64}`]);
    expect(first?.preset).toBe('stripe');
    expect(first?.reason).not.toContain('but');
    const [odd] = recognise(['stripe-signature', 'nonsense']);
    expect(odd).toMatchObject({ preset: 'stripe', reason: expect.stringContaining('not of the form') });
    expect(odd?.score).toBeLessThan(first?.score ?? 0);
  });

  test('prefers who names itself where several share a header', () => {
    const shared: HeaderPair = ['x-hub-signature-256', `sha256=${hex64}`];
    expect(recognise(shared, ['user-agent', 'GitHub-Hookshot/1'])[0]?.preset).toBe('github-sha256');
  });

  test('says nothing where nothing is signed', () => {
    expect(recognise(['content-type', 'application/json'])).toEqual([]);
  });

  test.each(Object.keys(schemePresets))('%s: what the preset itself sends is among the best', (preset) => {
    const scheme = schemePresets[preset];
    if (scheme === undefined || scheme.key.decoding !== 'utf8' || !scheme.algorithm.startsWith('hmac')) return;
    const signed = signRequest({
      scheme,
      key: 'a secret',
      request: { method: 'POST', url: 'https://h.test/hook', headers: [], body: Buffer.from('{"a":1}') },
      messageId: 'msg_1',
      timestampMs: 1_700_000_000_000,
    });
    const found = recogniseScheme(signed);
    const best = found.filter(({ score }) => score === found[0]?.score).map((each) => each.preset);
    expect(best).toContain(preset);
  });
});
