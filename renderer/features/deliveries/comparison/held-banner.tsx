import { Columns2 } from 'lucide-react';
import { useEffect } from 'react';
import { useApp } from '../../../stores/app-context.tsx';
import { comparison as words } from '../../../strings/comparison.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { openComparison, releaseAttempt, useHeldAttempt } from './held-attempt.ts';

/** Above a list, while one attempt waits for the other that it is to be compared with. */
export function HeldBanner({ selectedId }: { selectedId: string }) {
  const app = useApp();
  const held = useHeldAttempt();
  const runId = held?.runId;
  useEffect(
    () =>
      app.engine.on('runs.removed', ({ runIds }) => {
        if (runId !== undefined && runIds.includes(runId)) releaseAttempt();
      }),
    [app, runId],
  );
  if (held === null) return null;
  return (
    <Banner
      tone="info"
      actions={
        <>
          <Button
            icon={Columns2}
            isDisabled={selectedId === '' || selectedId === held.id}
            onPress={() => openComparison(app, held.id, selectedId)}
          >
            {words.compare}
          </Button>
          <Button variant="quiet" onPress={releaseAttempt}>
            {words.cancel}
          </Button>
        </>
      }
    >
      {words.held(held.label)}
    </Banner>
  );
}
