import type { ReceivedSummary } from '../../../core/contract/index.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { formatDuration } from '../../ui/format.ts';
import { deciderInFull, deciderInShort } from './rule-words.ts';

type Answer = Pick<
  ReceivedSummary,
  'answeredStatus' | 'fault' | 'refusal' | 'decidedBy' | 'ending' | 'receivedAtMs' | 'endedAtMs'
>;

/** What was done to a request, for the list: `200`, `no answer yet`, `reset, rule 2`, `200, truncated`, `429, limited`. */
export function answerInShort(answer: Answer): string {
  const decider = answer.ending === null ? null : deciderInShort(answer.decidedBy);
  return decider === null ? shortly(answer) : `${shortly(answer)}, ${decider}`;
}

function shortly({ answeredStatus: status, fault, refusal, ending }: Answer): string {
  const { answerOf } = words;
  if (ending === null) return status === null ? answerOf.pending : answerOf.sending(status);
  if (status !== null && refusal !== null) return answerOf[refusal](status);
  if (status !== null) return isOfAnswer(fault) ? answerOf[fault](status) : String(status);
  return ending === 'done' && isOfConnection(fault) ? answerOf[fault] : answerOf.never;
}

/** The same as a part of a sentence, for the detail: what was sent, after what time it was cut short, what decided it. */
export function answerInFull(answer: Answer): string {
  const decider = deciderInFull(answer.decidedBy);
  return decider === null ? fully(answer) : `${fully(answer)} (${decider})`;
}

function fully({ answeredStatus: status, fault, ending, receivedAtMs, endedAtMs }: Answer): string {
  const sent = status === null ? null : answered(status, fault);
  if (ending === null || endedAtMs === null) return sent ?? words.noAnswerYet;
  const after = formatDuration(endedAtMs - receivedAtMs);
  switch (ending) {
    case 'sender-left':
      return `${sent ?? words.neverAnswered}: ${words.senderLeft(after)}`;
    case 'receiver-stopped':
      return `${sent ?? words.neverAnswered}: ${words.receiverStopped(after)}`;
    case 'cut-off':
      return `${sent ?? words.neverAnswered}: ${words.cutOff(after)}`;
    case 'done':
      return sent ?? unanswered(fault);
  }
}

function answered(status: number, fault: Answer['fault']): string {
  return isOfAnswer(fault) ? words.answeredHow[fault](status) : words.answered(status);
}

function unanswered(fault: Answer['fault']): string {
  return isOfConnection(fault) ? words.unansweredHow[fault] : words.neverAnswered;
}

/** Faults of an answer that had begun, with its status. */
function isOfAnswer(fault: Answer['fault']): fault is keyof typeof words.answeredHow {
  return fault !== null && Object.hasOwn(words.answeredHow, fault);
}

function isOfConnection(fault: Answer['fault']): fault is 'reset' | 'close' | 'garbage' {
  return fault === 'reset' || fault === 'close' || fault === 'garbage';
}
