import type { AttemptSummary } from '../../../core/contract/index.ts';
import { useRun } from '../../stores/use-run.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { attemptStatus, attemptWords, isFollowed } from './outcome-words.ts';

interface AttemptOutcomeProps {
  attempt: AttemptSummary;
  /** All attempts of its message, oldest first. */
  siblings: readonly AttemptSummary[];
}

/** An attempt's outcome, and what became of a retry. */
export function AttemptOutcome({ attempt, siblings }: AttemptOutcomeProps) {
  if (attempt.verdict === 'retry' && !isFollowed(attempt, siblings)) {
    return <LastOutcome attempt={attempt} siblings={siblings} />;
  }
  return <StatusBadge status={attemptStatus(attempt)} text={attemptWords(attempt, { siblings, isRunOver: false })} />;
}

/** Whether it will be tried again is up to its run. */
function LastOutcome({ attempt, siblings }: AttemptOutcomeProps) {
  const { run } = useRun(attempt.runId);
  const story = run === undefined ? null : { siblings, isRunOver: run.status !== 'running' };
  return <StatusBadge status={attemptStatus(attempt)} text={attemptWords(attempt, story)} />;
}
