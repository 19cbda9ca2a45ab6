import type { CommandOutput } from '../../../core/contract/index.ts';
import { resend as words } from '../../strings/resend.ts';

type Recoverable = Pick<CommandOutput<'deliveries.recoverable'>, 'counts' | 'leftOut'>;

/** Why none of the messages that a filter finds is left to send again. */
export function nothingToRecover({ counts, leftOut }: Recoverable, which: 'undelivered' | 'unfinished'): string {
  const { delivered, deliveredAgain, underWay } = leftOut;
  if (which === 'undelivered' && counts.stopped > 0) return words.noneUndelivered;
  if (underWay > 0) return words.leftToRuns;
  return delivered + deliveredAgain > 0 ? words.allArrived : words.nothingMatches;
}
