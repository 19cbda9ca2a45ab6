import type { RecipientRunRow } from '../../../../core/contract/index.ts';
import { rowWords } from '../outcome-words.ts';

/** What became of one recipient in each of two runs. */
export interface ComparedRecipient {
  /** `recipientKey()`. */
  recipient: string;
  name: string;
  /** Undefined = it was not among the recipients of that run. */
  left: RecipientRunRow | undefined;
  right: RecipientRunRow | undefined;
  isSame: boolean;
}

/** Recipients of both runs in the order of the left one, then those of the right one alone. */
export function alignRuns(left: readonly RecipientRunRow[], right: readonly RecipientRunRow[]): ComparedRecipient[] {
  const ofRight = new Map(right.map((row) => [row.recipient, row]));
  const known = new Set(left.map(({ recipient }) => recipient));
  return [
    ...left.map((row) => compared(row, ofRight.get(row.recipient))),
    ...right.filter(({ recipient }) => !known.has(recipient)).map((row) => compared(undefined, row)),
  ];
}

function compared(left: RecipientRunRow | undefined, right: RecipientRunRow | undefined): ComparedRecipient {
  const { recipient = '', displayName: name = '' } = right ?? left ?? {};
  const isSame =
    left !== undefined && right !== undefined && left.status === right.status && rowWords(left) === rowWords(right);
  return { recipient, name, left, right, isSame };
}
