import { type AnswerFault, answerFaults, type Receiver } from '../../../core/contract/index.ts';
import { receivers as words } from '../../strings/receivers.ts';

export const longestSequence = 1000;

type Sequence = Receiver['statusSequence'];
export type ReadSequence = { ok: true; entries: Sequence } | { ok: false; problem: string };

/**
 * Reads `500, reset, no answer, 200`: statuses and names of faults (spaces between them do as well, capitals are the
 * same); blank text is the empty sequence.
 */
export function readStatusSequence(text: string): ReadSequence {
  // The one name of two words may be written with a space.
  const parts = text
    .replace(/\bno\s+answer\b/gi, 'no-answer')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  const entries: Sequence = [];
  for (const [index, part] of parts.entries()) {
    const entry = readEntry(part);
    if (entry === null) return { ok: false, problem: words.sequenceError(index + 1, part) };
    entries.push(entry);
  }
  if (entries.length > longestSequence) return { ok: false, problem: words.sequenceTooLong(longestSequence) };
  return { ok: true, entries };
}

function readEntry(part: string): number | AnswerFault | null {
  if (/^[2-5]\d\d$/.test(part)) return Number(part);
  return answerFaults.find((fault) => fault === part.toLowerCase()) ?? null;
}

export function statusSequenceText(entries: Readonly<Sequence>): string {
  return entries.join(', ');
}
