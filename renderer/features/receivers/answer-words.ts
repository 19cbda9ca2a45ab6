import type { ReceivedSummary } from '../../../core/contract/index.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { formatDuration } from '../../ui/format.ts';

type Answer = Pick<ReceivedSummary, 'answeredStatus' | 'fault' | 'ending' | 'receivedAtMs' | 'endedAtMs'>;

/** What was done to a request, for the list: `200`, `no answer yet`, `reset`, `200, truncated`. */
export function answerInShort({ answeredStatus: status, fault, ending }: Answer): string {
  const { answerOf } = words;
  switch (ending) {
    case null:
      return status === null ? answerOf.pending : answerOf.pendingAfter(status);
    case 'sender-left':
      return status === null ? answerOf.never : answerOf.left(status);
    case 'receiver-stopped':
      return status === null ? answerOf.never : answerOf.stopped(status);
    case 'done':
      if (fault === 'reset' || fault === 'close' || fault === 'garbage') return answerOf[fault];
      if (status === null) return answerOf.never;
      return fault === null || fault === 'no-answer' ? String(status) : answerOf[fault](status);
  }
}

/** The same as a part of a sentence, for the detail: what was sent, and after what time it was cut short. */
export function answerInFull({ answeredStatus: status, fault, ending, receivedAtMs, endedAtMs }: Answer): string {
  const sent = status === null ? null : answered(status, fault);
  if (ending === null || endedAtMs === null) return sent ?? words.noAnswerYet;
  const after = formatDuration(endedAtMs - receivedAtMs);
  switch (ending) {
    case 'sender-left':
      return `${sent ?? words.neverAnswered}: ${words.senderLeft(after)}`;
    case 'receiver-stopped':
      return `${sent ?? words.neverAnswered}: ${words.receiverStopped(after)}`;
    case 'done':
      return sent ?? unanswered(fault);
  }
}

function answered(status: number, fault: Answer['fault']): string {
  const { answeredHow } = words;
  const isOfBody = fault === 'truncate' || fault === 'throttle' || fault === 'oversize';
  return isOfBody ? answeredHow[fault](status) : words.answered(status);
}

function unanswered(fault: Answer['fault']): string {
  const { unansweredHow } = words;
  const isKnown = fault === 'reset' || fault === 'close' || fault === 'garbage';
  return isKnown ? unansweredHow[fault] : words.neverAnswered;
}
