import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../../../core/contract/index.ts';
import { createSignatureLab } from '../../../../core/signature-lab.ts';
import { tryRotation } from '../../../../renderer/features/signatures/rotation-trial.ts';

// The lab answers the very commands that are asked here.
const engine = createSignatureLab({ appVersion: 'test' }) as unknown as EngineClient;
const hourMs = 3_600_000;

describe('tryRotation', () => {
  it('is accepted by both while both sign, and by the new key alone after', async () => {
    const scheme = { preset: 'standard-webhooks' };
    const input = {
      scheme,
      oldScheme: scheme,
      oldKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      newKey: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
      graceMs: hourMs,
    };
    const [during, after] = await tryRotation(engine, input, 1_700_000_000_000);
    expect(during).toMatchObject({ id: 'during', isValidWithOld: true, isValidWithNew: true });
    expect(after).toMatchObject({ id: 'after', isValidWithOld: false, isValidWithNew: true });
    const signatures = (moment: typeof during) =>
      moment?.signed.headers.find(([name]) => name === 'webhook-signature')?.[1].split(' ').length;
    expect([signatures(during), signatures(after)]).toEqual([2, 1]);
    expect(during?.signed.signature?.keys?.map(({ use }) => use)).toEqual(['used', 'used']);
  });

  it('shows that a scheme with one signature leaves old receivers behind', async () => {
    const scheme = { preset: 'slack' };
    const input = {
      scheme,
      oldScheme: scheme,
      oldKey: 'old-key-0123456789',
      newKey: 'new-key-0123456789',
      graceMs: hourMs,
    };
    const [during] = await tryRotation(engine, input, 1_700_000_000_000);
    expect(during).toMatchObject({ isValidWithOld: false, isValidWithNew: true });
  });

  it('changes from a shared secret to a key pair', async () => {
    const keyOf = async (preset: string) =>
      (await engine.call('signatures.generateKey', { scheme: { preset } })).signingKey;
    const input = {
      scheme: { preset: 'standard-webhooks-v1a' },
      oldScheme: { preset: 'standard-webhooks' },
      oldKey: await keyOf('standard-webhooks'),
      newKey: await keyOf('standard-webhooks-v1a'),
      graceMs: hourMs,
    };
    const [during, after] = await tryRotation(engine, input, 1_700_000_000_000);
    expect(during).toMatchObject({ isValidWithOld: true, isValidWithNew: true });
    expect(after).toMatchObject({ isValidWithOld: false, isValidWithNew: true });
  });

  it('is refused in words when two schemes do not fit into one request', async () => {
    const input = {
      scheme: { preset: 'slack' },
      oldScheme: { preset: 'zoom' },
      oldKey: 'old-key-0123456789',
      newKey: 'new-key-0123456789',
      graceMs: hourMs,
    };
    await expect(tryRotation(engine, input, 1_700_000_000_000)).resolves.toHaveLength(2);
    const clash = { ...input, scheme: { preset: 'github-sha256' }, oldScheme: { preset: 'meta-whatsapp' } };
    await expect(tryRotation(engine, clash, 1_700_000_000_000)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('do not fit into one request'),
    });
  });
});
