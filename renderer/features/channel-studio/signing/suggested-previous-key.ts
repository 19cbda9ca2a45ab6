import type { PreviousKey } from '../../../../core/contract/index.ts';

const graceMs = 24 * 3600 * 1000;
const recipientProperty = /^\{\{-?\s*recipient\.([A-Za-z_]\w*)\s*-?\}\}$/;

/**
 * What a previous key begins as. For a property of the recipient: the properties in which a rotation of its key leaves
 * the old one and the end of its time. For any other text: itself, for a day.
 */
export function suggestedPreviousKey(key: string, nowMs: number, isStrict: boolean): PreviousKey {
  const property = recipientProperty.exec(key.trim())?.[1];
  if (property === undefined) return { key, validUntil: new Date(nowMs + graceMs).toISOString() };
  // Most recipients have no previous key: where unknown variables fail the message, it has to be said that this is fine.
  const fallback = isStrict ? " | default: ''" : '';
  return {
    key: `{{ recipient.previous_${property}${fallback} }}`,
    validUntil: `{{ recipient.previous_${property}_valid_until${fallback} }}`,
  };
}
