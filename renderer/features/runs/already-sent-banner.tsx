import { useMemo } from 'react';
import { useApp, useRuns } from '../../stores/app-context.tsx';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { resend as words } from '../../strings/resend.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { alreadySent } from './already-sent.ts';

/** More would be a list of its own. */
const shownRuns = 3;

/** Before messages go out once more than meant: how many were sent again already, and where that is seen. */
export function AlreadySentBanner({ runId, attemptIds }: { runId: string; attemptIds: readonly string[] }) {
  const app = useApp();
  const latestRunId = useRuns((state) => state.latestRunId);
  const resends = useEngineQuery('runs.resends', { runId }, latestRunId).data;
  const { count, runs } = useMemo(() => alreadySent(attemptIds, resends ?? []), [attemptIds, resends]);
  if (count === 0) return null;
  return (
    <Banner
      tone="warning"
      actions={runs.slice(0, shownRuns).map((run) => (
        <Button key={run.runId} onPress={() => app.openTab({ kind: 'run', key: run.runId })}>
          {words.run(run.number)}
        </Button>
      ))}
    >
      {words.alreadySent(count, attemptIds.length)}
    </Banner>
  );
}
