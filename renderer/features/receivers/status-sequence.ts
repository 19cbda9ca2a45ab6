import { receivers as words } from '../../strings/receivers.ts';

export const longestSequence = 1000;

export type ReadSequence = { ok: true; statuses: number[] } | { ok: false; problem: string };

/** Reads `500, 500, 200` (spaces do as well); blank text is the empty sequence. */
export function readStatusSequence(text: string): ReadSequence {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (!parts.every((part) => /^[2-5]\d\d$/.test(part))) return { ok: false, problem: words.sequenceError };
  if (parts.length > longestSequence) return { ok: false, problem: words.sequenceTooLong };
  return { ok: true, statuses: parts.map(Number) };
}

export function statusSequenceText(statuses: readonly number[]): string {
  return statuses.join(', ');
}
