import type { Receiver } from '../model/index.ts';

/** What a receiver answers by itself, request after request. */
export interface AnswerScript {
  next(): { outcome: SequenceEntry; isOfSequence: boolean };
  restart(): void;
  /** How many entries of the sequence have been used, and the way on for a script with the same sequence. */
  readonly position: number;
}

export type SequenceEntry = Receiver['statusSequence'][number];

export function createAnswerScript({ answer, statusSequence, afterSequence }: Receiver, startAt = 0): AnswerScript {
  let position = startAt;

  function entryAt(place: number): SequenceEntry | undefined {
    const inSequence = statusSequence[place];
    if (inSequence !== undefined) return inSequence;
    switch (afterSequence) {
      case 'repeat-last':
        return statusSequence.at(-1);
      case 'restart':
        return statusSequence[place % Math.max(1, statusSequence.length)];
      case 'answer':
        return undefined;
    }
  }

  return {
    next() {
      const entry = entryAt(position);
      position += 1;
      return { outcome: entry ?? answer.fault ?? answer.status, isOfSequence: entry !== undefined };
    },
    restart() {
      position = 0;
    },
    get position() {
      return position;
    },
  };
}

/** Whether a changed receiver goes on in its sequence where it was. */
export function hasSameSequence(one: Receiver, other: Receiver): boolean {
  return (
    one.afterSequence === other.afterSequence &&
    one.statusSequence.length === other.statusSequence.length &&
    one.statusSequence.every((entry, place) => entry === other.statusSequence[place])
  );
}
