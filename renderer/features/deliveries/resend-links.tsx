import type { AttemptRecord, ResentMessage, RunRecord } from '../../../core/contract/index.ts';
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
  const from = attempt === undefined ? onlyOne(resend?.messages ?? []) : sourceOf(resend?.messages ?? [], attempt);
  const sources = resend === undefined ? [] : [resend, ...(resend.otherRuns ?? [])];
  if (resend === undefined && again.length === 0) return null;
  return (
    <p className={styles.links}>
      {resend === undefined ? null : (
        <>
          <span>
            {sources.length === 1
              ? words.sentAgainFrom(resend.runNumber)
              : words.sentAgainFromRuns(resend.messages.length, sources.length)}
            , {words.how[resend.signature]}
            {from?.changes === undefined ? null : `, ${words.withChanges}`}
          </span>
          {from === undefined && sources.length === 1 ? (
            <Button variant="quiet" onPress={() => app.openTab({ kind: 'run', key: resend.runId })}>
              {words.openOriginRun}
            </Button>
          ) : from === undefined ? (
            <RunButtons runs={sources.map(({ runId, runNumber }) => ({ runId, number: runNumber }))} />
          ) : (
            <Button variant="quiet" onPress={() => app.openTab({ kind: 'delivery', key: from.attemptId })}>
              {words.openFrom}
            </Button>
          )}
        </>
      )}
      {again.length === 0 ? null : (
        <>
          <span>{words.sentAgainIn}</span>
          <RunButtons runs={again.toReversed()} />
        </>
      )}
    </p>
  );
}

const shownRuns = 4;

function RunButtons({ runs }: { runs: readonly { runId: string; number: number }[] }) {
  const app = useApp();
  return (
    <>
      {runs.slice(0, shownRuns).map(({ runId, number }) => (
        <Button key={runId} variant="quiet" onPress={() => app.openTab({ kind: 'run', key: runId })}>
          {words.run(number)}
        </Button>
      ))}
      {runs.length > shownRuns ? <span>{words.moreRuns(runs.length - shownRuns)}</span> : null}
    </>
  );
}

/** Which of a run's messages an attempt sent again; undefined = that cannot be told from what the trigger holds. */
function sourceOf(
  messages: readonly ResentMessage[],
  { recipient, messageId }: Pick<AttemptRecord, 'recipient' | 'messageId'>,
): ResentMessage | undefined {
  const own = messages.filter((message) => message.recipient === recipient);
  return onlyOne(own) ?? own.find(({ origin }) => origin?.messageId === messageId);
}

function onlyOne(messages: readonly ResentMessage[]): ResentMessage | undefined {
  return messages.length === 1 ? messages[0] : undefined;
}
