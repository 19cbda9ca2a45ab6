import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../../core/contract/index.ts';
import { schemePresets } from '../../../../core/signing/index.ts';
import { channelsOfKey, rotationOf } from '../../../../renderer/features/projects/key-rotation.ts';
import { labSchemes } from '../../../../renderer/features/signatures/scheme-groups.ts';

const nowMs = Date.UTC(2026, 2, 4, 12);

describe('the change of a webhook’s key', () => {
  it('is under way while the old key is there', () => {
    const until = (valid: unknown) =>
      rotationOf(
        {
          properties: {
            previous_signing_key: '{{ vars.old }}',
            ...(valid === undefined ? {} : { previous_signing_key_valid_until: valid }),
          },
        } as never,
        nowMs,
      );
    expect(rotationOf({ properties: {} }, nowMs)).toBeNull();
    expect(rotationOf({ properties: { previous_signing_key: ' ' } }, nowMs)).toBeNull();
    expect(until(undefined)).toEqual({ validUntilMs: null, isOver: false });
    expect(until('')).toEqual({ validUntilMs: null, isOver: false });
    expect(until('2026-03-04T12:00:01Z')).toEqual({ validUntilMs: nowMs + 1000, isOver: false });
    expect(until('2026-03-04T12:00:00Z')).toEqual({ validUntilMs: nowMs, isOver: true });
  });

  it('says of each channel that signs with the key whether the old one signs too', () => {
    const schemes = labSchemes({ schemes: catalogueSchemes(), unsignedSenders: [] } as unknown as Catalogue, [], []);
    const channel = (key: string, preset: string, previous: string | null, property = 'signing_key') => ({
      key,
      value: {
        name: key,
        signing: {
          scheme: { preset },
          key: `{{ recipient.${property} }}`,
          ...(previous === null ? {} : { previousKeys: [{ key: previous, validUntil: '' }] }),
        },
      },
    });
    const previous = "{{ recipient.previous_signing_key | default: '' }}";
    const channels = [
      channel('both', 'standard-webhooks', previous),
      channel('new only', 'standard-webhooks', null),
      channel('one signature', 'knock-channel', previous),
      channel('another key', 'standard-webhooks', null, 'other_key'),
      channel('the old key alone', 'standard-webhooks', null, 'previous_signing_key'),
      { key: 'unsigned', value: { name: 'unsigned', signing: null } },
    ];
    expect(channelsOfKey(channels, schemes)).toEqual([
      { key: 'both', name: 'both', use: 'signs' },
      { key: 'new only', name: 'new only', use: 'unread' },
      { key: 'one signature', name: 'one signature', use: 'no-room' },
    ]);
  });
});

function catalogueSchemes() {
  return Object.entries(schemePresets).map(([key, scheme]) => ({ key, scheme }));
}
