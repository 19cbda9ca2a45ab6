import { ListChecks, Play, ScanSearch, Square } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { CommandError, RunRequest } from '../../../core/contract/index.ts';
import { useCommandKeys } from '../../commands/commands-context.tsx';
import {
  useApp,
  useDataStore,
  useDocuments,
  useEnvironment,
  useIsReadOnly,
  useSession,
} from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { selectDocument } from '../../stores/documents.ts';
import type { Tab } from '../../stores/session.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { runs as words } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { StoppedReceiversBanner } from '../receivers/stopped-receivers-banner.tsx';
import { firstSetup } from './first-setup.ts';
import type { GoneRecipient } from './gone-recipients.ts';
import { GoneRecipientsBanner } from './gone-recipients-banner.tsx';
import { goneName, lastSetupId, rememberSetup } from './open-run-setup.ts';
import { PlanTable } from './plan-table.tsx';
import { PlanTotalsLine } from './plan-totals-line.tsx';
import { makeRunOpener } from './run-opener.ts';
import { findSetupProblems, readSetup, type SetupProblems, setupFields } from './run-setup.ts';
import { saveFirst } from './save-first.ts';
import { saveAsScenario } from './scenario-actions.ts';
import styles from './setup.module.css';
import { useTabActions } from './tab-actions.ts';
import { TriggerFields } from './trigger-fields.tsx';
import { usePlan, usePlannedUrls } from './use-plan.ts';
import { useUnreadable } from './use-unreadable.ts';

const noneGone: GoneRecipient[] = [];

/** What to run: filled in with the last set-up or the first of everything; a dry run tells what would come of it. */
export function SetupDocument({ tab }: { tab: Tab }) {
  // Another tab is another set-up: nothing of the dry run or the errors is carried over.
  return <Setup key={tab.id} tab={tab} />;
}

function Setup({ tab }: { tab: Tab }) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const keys = useCommandKeys('run.start');
  const [setup, setSetup] = useSetup(tab);
  const [gone] = useTabState<GoneRecipient[]>(tab.id, goneName, noneGone);
  const environmentName = useDocumentList('environment').find(({ key }) => key === setup.environment)?.value.name ?? '';
  const { plan, start: startPlan, stop: stopPlan } = usePlan('runs.plan');
  const [isTried, setTried] = useState(false);
  const { unreadable, isUnreadable, noteUnreadable } = useUnreadable(tab.id);
  const [failure, setFailure] = useState<{ title: string; error: CommandError } | null>(null);
  const [isStarting, setStarting] = useState(false);

  const plannedUrls = usePlannedUrls(plan);

  const found = findSetupProblems(setup);
  const problems: SetupProblems = { ...(isTried ? found : {}), ...refusedField(failure?.error ?? null) };
  const isReady = Object.keys(found).length === 0 && !isUnreadable;

  const change = (patch: Partial<RunRequest>): void => {
    setFailure(null);
    // Changed by hand it is no longer the scenario's run, and its expectations would not fit.
    setSetup({ ...setup, scenario: null, ...patch });
  };
  const attempt = async (title: string, action: () => Promise<void>): Promise<void> => {
    setTried(true);
    setFailure(null);
    if (!isReady) return;
    try {
      await action();
    } catch (cause) {
      setFailure({ title, error: toCommandError(cause) });
    }
  };
  const run = (): Promise<void> =>
    attempt(words.startFailed, async () => {
      if (isStarting) return;
      setStarting(true);
      const openRun = makeRunOpener(app);
      try {
        await saveFirst(app);
        const { runId } = await app.engine.call('runs.start', setup);
        rememberSetup(app, lastSetupId, setup);
        openRun(runId);
      } finally {
        setStarting(false);
      }
    });
  const dryRun = (): Promise<void> =>
    attempt(words.planFailed, async () => {
      await saveFirst(app);
      await startPlan(setup);
    });
  const save = (): Promise<void> => attempt(words.saveFailed, () => saveAsScenario(app, setup));
  useTabActions(tab.id, {
    start: () => void run(),
    dryRun: plan.status === 'running' ? undefined : () => void dryRun(),
    saveAsScenario: isReadOnly ? undefined : () => void save(),
  });

  return (
    <div className={styles.document}>
      <Toolbar label={words.setupTitle}>
        <Button variant="primary" icon={Play} keys={keys} isPending={isStarting} onPress={() => void run()}>
          {words.start}
        </Button>
        {plan.status === 'running' ? (
          <Button icon={Square} onPress={stopPlan}>
            {words.stopDryRun}
          </Button>
        ) : (
          <Button icon={ScanSearch} tooltip={words.dryRunWhy} onPress={() => void dryRun()}>
            {words.dryRun}
          </Button>
        )}
        <Button icon={ListChecks} isDisabled={isReadOnly} onPress={() => void save()}>
          {words.saveAsScenario}
        </Button>
      </Toolbar>
      {failure === null ? null : <ErrorNotice title={failure.title} error={failure.error} />}
      {plan.error === null ? null : <ErrorNotice title={words.planFailed} error={plan.error} />}
      <GoneRecipientsBanner gone={gone} environmentName={environmentName} setup={setup} onChange={change} />
      <section className={styles.form} aria-label={words.formLabel}>
        <TriggerFields
          value={setup}
          onChange={change}
          problems={problems}
          unreadable={unreadable}
          noteUnreadable={noteUnreadable}
        />
      </section>
      <PlanTotalsLine plan={plan} />
      <StoppedReceiversBanner urls={plannedUrls} />
      <div className={styles.plan}>
        <PlanTable planned={plan.rows} empty={words.planEmpty} />
      </div>
    </div>
  );
}

/** The tab's set-up: what was edited here, else the last one that was run, else a first one. */
function useSetup(tab: Tab): [RunRequest, (setup: RunRequest) => void] {
  const app = useApp();
  const environment = useEnvironment();
  const [text, setText] = useTabState<string>(tab.id, 'setup', '');
  const lastText = useSession((state) => state.tabState[lastSetupId]?.setup);
  const workflows = useDocumentList('workflow');
  const eventTypes = useDocumentList('event-type');
  const settings = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value);
  const projects = useDataStore((state) => state.projects[environment]?.rows);
  useEffect(() => app.data.wantProjects(environment), [app, environment]);
  const setup = useMemo(() => {
    const own = readSetup(text);
    if (own !== null) return own;
    const last = readSetup(typeof lastText === 'string' ? lastText : '');
    if (last !== null && (tab.key === '' || last.workflow === tab.key)) return last;
    return firstSetup({
      workflowKey: tab.key,
      workflows: workflows.map(({ key }) => key),
      eventTypes,
      environment,
      settings,
      projectIds: (projects ?? []).map(({ object }) => object.id),
    });
  }, [text, lastText, tab.key, workflows, eventTypes, environment, settings, projects]);
  return [setup, (next) => setText(JSON.stringify(next))];
}

/** The engine names the field that it refuses: its message belongs there. */
function refusedField(error: CommandError | null): SetupProblems {
  const field = setupFields.find((name) => name === error?.field?.split('.')[0]);
  return field === undefined || error === null ? {} : { [field]: error.message };
}
