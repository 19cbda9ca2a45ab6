import { CirclePlay, Download, ListChecks, RotateCcw, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CommandError, RunRecord } from '../../../core/contract/index.ts';
import { useApp, useDataStore, useDocuments, useEnvironment, useIsReadOnly } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { selectDocument } from '../../stores/documents.ts';
import { resend } from '../../strings/resend.ts';
import { runs as words } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { HarMenu } from '../deliveries/har-menu.tsx';
import { openDeliveries } from '../deliveries/open-deliveries.ts';
import { ResendLinks } from '../deliveries/resend-links.tsx';
import { CompareRunsMenu } from './comparison/compare-runs-menu.tsx';
import { canExport, exportRun } from './export-run.ts';
import styles from './run.module.css';
import { openAgain } from './run-again.ts';
import { RunCounts } from './run-counts.tsx';
import {
  canBeScenario,
  canResume,
  clockWords,
  eventWords,
  recipientTotal,
  runBadge,
  targetWords,
} from './run-headline.ts';
import { saveRunAsScenario } from './scenario-of-run.ts';

/** Which run, how it stands, and what can be done with it. */
export function RunHeader({ run }: { run: RunRecord }) {
  const app = useApp();
  const settings = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value);
  const isReadOnly = useIsReadOnly();
  const { environment } = run.trigger;
  // Of the window's own it would be said of every run.
  const shownEnvironment = useEnvironment();
  const environmentName = useDocuments((state) => selectDocument(state, 'environment', environment)?.value.name);
  const projects = useDataStore((state) => state.projects[environment]?.rows);
  useEffect(() => app.data.wantProjects(environment), [app, environment]);
  const [pending, setPending] = useState<'runs.stop' | 'runs.resume' | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const act = async (name: 'runs.stop' | 'runs.resume'): Promise<void> => {
    setPending(name);
    setError(null);
    try {
      await app.engine.call(name, { runId: run.id });
    } catch (cause) {
      setError(toCommandError(cause));
    } finally {
      setPending(null);
    }
  };
  const projectName = (id: string) => projects?.find(({ object }) => object.id === id)?.name;
  const title = words.header(run.number, eventWords(run, settings), targetWords(run, settings, projectName));
  const resentCount = run.trigger.resend?.messages.length ?? 0;
  const isManyResent = resentCount > 1;
  // What is counted are recipients: of those that get several messages nobody knows here how many are left.
  const isCounted = resentCount <= recipientTotal(run);
  const unfinished = resentCount === 1 ? 0 : run.counts.undelivered + run.counts.stopped;
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 className={styles.title} title={title}>
          {title}
        </h1>
        <div className={styles.actions}>
          {/* One place for both: whoever stops it has the focus on what resumes it. */}
          {run.status === 'running' ? (
            <Button
              icon={Square}
              tooltip={words.stopWhy}
              isPending={pending === 'runs.stop'}
              onPress={() => void act('runs.stop')}
            >
              {words.stop}
            </Button>
          ) : canResume(run) ? (
            <Button
              icon={CirclePlay}
              variant="primary"
              tooltip={words.resumeWhy}
              isPending={pending === 'runs.resume'}
              onPress={() => void act('runs.resume')}
            >
              {words.resume}
            </Button>
          ) : null}
          {unfinished > 0 ? (
            <Button
              icon={RotateCcw}
              tooltip={resend.manyWhy}
              onPress={() => app.openTab({ kind: 'resend-run', key: run.id })}
            >
              {isCounted ? resend.many(unfinished) : resend.action}
            </Button>
          ) : null}
          {isManyResent && unfinished > 0 ? null : (
            <Button icon={RotateCcw} onPress={() => void attempt(app, () => openAgain(app, run, settings))}>
              {run.trigger.resend === undefined ? words.runAgain : resend.action}
            </Button>
          )}
        </div>
      </div>
      <RunCounts run={run}>
        <CompareRunsMenu run={run} settings={settings} />
        {canBeScenario(run) && !isReadOnly ? (
          <IconButton
            icon={ListChecks}
            label={words.saveRunAsScenario}
            onPress={() => void attempt(app, () => saveRunAsScenario(app, run, settings))}
          />
        ) : null}
        <HarMenu onExport={(withSecrets) => exportRun(app, run, settings, withSecrets)}>
          <Button variant="quiet" icon={Download} isDisabled={!canExport(run)} tooltip={exportWhy(run)}>
            {words.exportHar}
          </Button>
        </HarMenu>
      </RunCounts>
      <div className={styles.line}>
        <StatusBadge {...runBadge(run)} />
        <span className={styles.muted}>
          {words.attempts(run.counts.attempts)} · {clockWords(run)} ·{' '}
          {environment === shownEnvironment ? null : `${words.inEnvironment(environmentName ?? environment)} · `}
          <RelativeTime timeMs={run.startedAtMs} />
        </span>
        <CopyChip text={run.id} shown={run.id.slice(0, 8)} what={words.runId} />
        <Button variant="quiet" className={styles.link} onPress={() => openDeliveries(app, { runId: run.id })}>
          {words.openDeliveries}
        </Button>
      </div>
      <ResendLinks run={run} />
      {run.statusMessage === null ? null : <p>{run.statusMessage}</p>}
      {error === null ? null : <ErrorNotice title={words.actionFailed} error={error} />}
    </header>
  );
}

function exportWhy(run: RunRecord): string {
  if (canExport(run)) return words.exportHarWhy;
  return run.status === 'running' ? words.exportHarLater : words.exportHarNothing;
}
