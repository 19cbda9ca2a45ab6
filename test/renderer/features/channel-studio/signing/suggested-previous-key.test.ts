import { expect, it } from 'vitest';
import { suggestedPreviousKey } from '../../../../../renderer/features/channel-studio/signing/suggested-previous-key.ts';

const nowMs = Date.parse('2026-05-01T12:00:00Z');

it('reads the properties that a rotation of the recipient leaves', () => {
  expect(suggestedPreviousKey('{{ recipient.signing_key }}', nowMs, false)).toEqual({
    key: '{{ recipient.previous_signing_key }}',
    validUntil: '{{ recipient.previous_signing_key_valid_until }}',
  });
});

it('lets a recipient be without them where unknown variables fail the message', () => {
  expect(suggestedPreviousKey('{{ recipient.signing_key }}', nowMs, true)).toEqual({
    key: "{{ recipient.previous_signing_key | default: '' }}",
    validUntil: "{{ recipient.previous_signing_key_valid_until | default: '' }}",
  });
});

it.each(['{{ vars.signing_key }}', 'whsec_abc', '{{ recipient.a | upcase }}'])('keeps %s for a day', (key) => {
  expect(suggestedPreviousKey(key, nowMs, true)).toEqual({ key, validUntil: '2026-05-02T12:00:00.000Z' });
});
