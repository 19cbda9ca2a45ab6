import type { AttemptSummary, RunRecord } from '../../../core/contract/index.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { formatDuration, formatExact } from '../../ui/format.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';

interface AttemptTimeProps {
  attempt: Pick<AttemptSummary, 'startedAtMs'>;
  /** Undefined = not known (yet). */
  run: RunRecord | undefined;
}

/** In a run whose clock is not the real one, times from now would mislead: they count from the run's beginning. */
export function AttemptTime({ attempt, run }: AttemptTimeProps) {
  if (run === undefined || run.trigger.clock === 'real') return <RelativeTime timeMs={attempt.startedAtMs} />;
  const sinceMs = Math.max(attempt.startedAtMs - run.startedAtMs, 0);
  return (
    <span title={words.inRunTime(formatExact(attempt.startedAtMs))}>{words.sinceStart(formatDuration(sinceMs))}</span>
  );
}
