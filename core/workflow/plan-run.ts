import type { RunReason } from '../model/index.ts';
import type { DecidedCondition, RecipientDecision, StepDecision } from './decide-recipient.ts';
import { displayNameOf } from './display-name.ts';
import { LoopTurn } from './loop-turn.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import type { MessagePorts } from './run-ports.ts';
import type { RunSource } from './run-source.ts';

/** One recipient of a dry run: the contract's `plannedRecipientSchema`. */
export interface PlannedRecipient {
  ordinal: number;
  /** `recipientKey()` of the recipient, and of the object it was reached through. */
  recipient: string;
  via: string | null;
  displayName: string;
  willSend: boolean;
  /** Messages that would be sent to it. */
  messageCount: number;
  /** Of the first request that would be sent; null when none would. */
  method: string | null;
  url: string | null;
  bodySizeBytes: number | null;
  isSigned: boolean;
  /** Why nothing would be sent; null when something would. */
  reason: RunReason | null;
  conditions: DecidedCondition[];
}

/** The dry run: decides for each recipient as the run would, lazily, and sends and records nothing. */
export async function* planRun(
  { recipients, decide }: RunSource,
  ports: Pick<MessagePorts, 'callProblem'>,
  signal: AbortSignal,
): AsyncGenerator<PlannedRecipient, void, undefined> {
  const turn = new LoopTurn();
  for await (const recipient of recipients) {
    if (signal.aborted) return;
    yield planRecipient(recipient, decide(recipient), ports);
    if (turn.isOver()) await turn.end();
  }
}

function planRecipient(
  recipient: ExpandedRecipient,
  { reason, steps, conditions }: RecipientDecision,
  ports: Pick<MessagePorts, 'callProblem'>,
): PlannedRecipient {
  const sends = steps
    .filter((step): step is Extract<StepDecision, { kind: 'send' }> => step.kind === 'send')
    .map((step) => ({ ...step, problem: ports.callProblem(step.channelKey, step.request.url) }));
  const callable = sends.filter(({ problem }) => problem === null);
  const [send] = callable;
  return {
    ordinal: recipient.ordinal,
    recipient: recipient.key,
    via: recipient.via,
    displayName: displayNameOf(recipient.recipient),
    willSend: send !== undefined,
    messageCount: callable.length,
    method: send?.request.method ?? null,
    url: send?.request.url ?? null,
    bodySizeBytes: send?.request.body.byteLength ?? null,
    isSigned: send !== undefined && send.signingKey !== null,
    reason: send === undefined ? (reason ?? uncallableReason(sends[0]?.problem ?? null)) : null,
    conditions,
  };
}

/** The run makes a message of it all the same, which ends undelivered before anything is sent. */
function uncallableReason(problem: string | null): RunReason | null {
  return problem === null ? null : { code: 'final-failure', message: `Nothing can be sent. ${problem}` };
}
