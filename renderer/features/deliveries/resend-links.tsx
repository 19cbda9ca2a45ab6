import type { AttemptRecord, RunRecord } from '../../../core/contract/index.ts';
import { useApp, useRuns } from '../../stores/app-context.tsx';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { resend as words } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import styles from './inspector.module.css';

/** What a run, or one of its attempts, was sent again from, and where it was sent again since. */
export function ResendLinks({ run, attempt }: { run: RunRecord; attempt?: AttemptRecord }) {
  const app = useApp();
  const latestRunId = useRuns((state) => state.latestRunId);
  const { resend } = run.trigger;
  const later = useEngineQuery('runs.resends', { runId: run.id }, latestRunId).data ?? [];
  const again = later.filter(({ attemptIds }) => attempt === undefined || attemptIds.includes(attempt.id));
  const own =
    attempt === undefined
      ? resend?.messages
      : resend?.messages.filter(({ recipient }) => recipient === attempt.recipient);
  const from = own?.length === 1 ? own[0] : undefined;
  if (resend === undefined && again.length === 0) return null;
  const newest = again.slice(-shownRuns).toReversed();
  return (
    <p className={styles.links}>
      {resend === undefined ? null : (
        <>
          <span>
            {words.sentAgainFrom(resend.runNumber)}, {words.how[resend.signature]}
            {from?.changes === undefined ? null : `, ${words.withChanges}`}
          </span>
          {from === undefined ? (
            <Button variant="quiet" onPress={() => app.openTab({ kind: 'run', key: resend.runId })}>
              {words.openOriginRun}
            </Button>
          ) : (
            <Button variant="quiet" onPress={() => app.openTab({ kind: 'delivery', key: from.attemptId })}>
              {words.openFrom}
            </Button>
          )}
        </>
      )}
      {newest.length === 0 ? null : (
        <>
          <span>{words.sentAgainIn}</span>
          {newest.map(({ runId, number }) => (
            <Button key={runId} variant="quiet" onPress={() => app.openTab({ kind: 'run', key: runId })}>
              {words.run(number)}
            </Button>
          ))}
          {again.length > newest.length ? <span>{words.moreRuns(again.length - newest.length)}</span> : null}
        </>
      )}
    </p>
  );
}

const shownRuns = 4;
