import { describe, expect, test } from 'vitest';
import { schemePresets } from '../../../../core/signing/index.ts';
import { signatureSteps } from '../../../../core/signing/lab.ts';
import { searchablePresets } from '../explain/corrupted-requests.ts';
import { seededRandom } from '../explain/seeded-random.ts';
import { createWorld, deliver } from '../explain/world.ts';

describe('the steps of a verification', () => {
  test.each(searchablePresets)('%s: the parts are the signed content, stretch by stretch', (preset, scheme) => {
    const world = createWorld(preset, scheme, seededRandom(5));
    const request = deliver(world);
    const steps = signatureSteps({ request, scheme, key: world.keys[0] ?? '', nowMs: world.nowMs });
    expect(steps.verification.code).toBe('valid');
    expect(steps.received.some(({ isMatch }) => isMatch)).toBe(true);
    expect(steps.parts.length).toBeGreaterThan(0);
    let end = 0;
    for (const { offset, length, origin } of steps.parts) {
      expect(offset).toBe(end);
      expect(origin).not.toBe('');
      end += length;
    }
    expect(end).toBe(steps.signedContent?.length);
    if (scheme.timestamp !== null) expect(Math.abs((steps.clock?.stampMs ?? 0) - world.sentAtMs)).toBeLessThan(1000);
  });

  test('names the header that a part was read from, and its place', () => {
    const scheme = schemePresets['standard-webhooks'];
    if (scheme === undefined) throw new Error('no such preset');
    const world = createWorld('standard-webhooks', scheme, seededRandom(6));
    const { parts } = signatureSteps({ request: deliver(world), scheme, key: world.keys[0] ?? '', nowMs: world.nowMs });
    expect(parts.map(({ kind, header, offset }) => [kind, header, offset])).toEqual([
      ['id', 'webhook-id', 0],
      ['text', null, 10],
      ['timestamp', 'webhook-timestamp', 11],
      ['text', null, 21],
      ['body', null, 22],
    ]);
  });

  test('never show the secret, and say nothing of what could not be read', () => {
    const scheme = schemePresets['hubspot-v1'];
    if (scheme === undefined) throw new Error('no such preset');
    const world = createWorld('hubspot-v1', scheme, seededRandom(7));
    const key = world.keys[0] ?? '';
    const steps = signatureSteps({ request: deliver(world), scheme, key, nowMs: world.nowMs });
    expect(Buffer.from(steps.signedContent ?? []).includes(key)).toBe(false);
    expect(steps.parts[0]).toMatchObject({ kind: 'secret' });
    const bare = signatureSteps({
      request: { method: 'POST', url: '/', headers: [], body: new Uint8Array() },
      scheme,
      key,
      nowMs: 0,
    });
    expect(bare).toMatchObject({
      parts: [],
      signedContent: null,
      received: [],
      verification: { code: 'missing-header' },
    });
  });
});
