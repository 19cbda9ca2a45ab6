import {
  CirclePlay,
  Columns2,
  Download,
  List,
  ListChecks,
  LockKeyholeOpen,
  Play,
  RotateCcw,
  ScanSearch,
  SlidersHorizontal,
  Square,
} from 'lucide-react';
import { lazy } from 'react';
import type { RunRecord } from '../../../core/contract/index.ts';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { useSession } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { selectDocument, selectDocuments } from '../../stores/documents.ts';
import { selectLatestRun } from '../../stores/runs.ts';
import { activeKey, tabId } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useRun } from '../../stores/use-run.ts';
import { resend } from '../../strings/resend.ts';
import { runComparison } from '../../strings/run-comparison.ts';
import { runs as words } from '../../strings/runs.ts';
import { openDeliveries } from '../deliveries/open-deliveries.ts';
import type { Feature } from '../feature.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { readRunComparisonKey } from './comparison/run-comparison-key.ts';
import { canExport, exportRun } from './export-run.ts';
import { followRename } from './follow-rename.ts';
import { isChanged, readResendDraft } from './resend-draft.ts';
import { openAgain } from './run-again.ts';
import { canResume } from './run-headline.ts';
import { addNewScenario, startScenario } from './scenario-actions.ts';
import { findTabActions } from './tab-actions.ts';

export const feature: Feature = {
  view: {
    id: 'runs',
    ListPane: lazy(() => import('./run-list.tsx').then((module) => ({ default: module.RunList }))),
  },
  documents: {
    'run-setup': {
      icon: SlidersHorizontal,
      useTitle: (key) => {
        const workflow = useDocumentTitle('workflow', key);
        if (key === '') return words.setupTitle;
        return workflow === undefined ? undefined : words.setupOf(workflow);
      },
      Document: lazy(() => import('./setup-document.tsx').then((module) => ({ default: module.SetupDocument }))),
    },
    run: {
      icon: Play,
      logged: (runId) => ({ runIds: [runId] }),
      useTitle: (key) => {
        const { run } = useRun(key);
        return run === undefined ? words.run : words.runTitle(run.number);
      },
      Document: lazy(() => import('./run-document.tsx').then((module) => ({ default: module.RunDocument }))),
      RightPane: lazy(() => import('./run-pane.tsx').then((module) => ({ default: module.RunPane }))),
      chosenIn: 'row',
    },
    resend: {
      icon: RotateCcw,
      logged: (attemptId) => ({ attemptIds: [attemptId] }),
      isTyped: ({ draft }) => typeof draft === 'string' && isChanged(readResendDraft(draft)),
      useTitle: (key) => {
        const basis = useEngineQuery('deliveries.resendable', { attemptId: key }).data;
        const known = useSession((state) => state.tabState[tabId({ kind: 'resend', key })]?.title);
        if (basis !== undefined) return resend.tabTitle(basis.displayName);
        return typeof known === 'string' ? known : resend.title;
      },
      Document: lazy(() => import('./resend-document.tsx').then((module) => ({ default: module.ResendDocument }))),
    },
    'resend-run': {
      icon: RotateCcw,
      logged: (runId) => ({ runIds: [runId] }),
      useTitle: (key) => resend.runTabTitle(useRun(key).run?.number),
      Document: lazy(() =>
        import('./resend-run-document.tsx').then((module) => ({ default: module.ResendRunDocument })),
      ),
    },
    recovery: {
      icon: RotateCcw,
      useTitle: () => resend.recoverTitle,
      Document: lazy(() => import('./recovery-document.tsx').then((module) => ({ default: module.RecoveryDocument }))),
    },
    'run-comparison': {
      icon: Columns2,
      logged: (key) => ({ runIds: readRunComparisonKey(key) }),
      useTitle: (key) => {
        const [left, right] = readRunComparisonKey(key);
        const numbers = [useRun(left).run?.number, useRun(right).run?.number];
        return numbers[0] === undefined || numbers[1] === undefined
          ? runComparison.untitled
          : runComparison.title(numbers[0], numbers[1]);
      },
      Document: lazy(() =>
        import('./comparison/run-comparison-document.tsx').then((module) => ({
          default: module.RunComparisonDocument,
        })),
      ),
    },
    scenario: {
      icon: ListChecks,
      useTitle: (key) => useDocumentTitle('scenario', key),
      Document: lazy(() => import('./scenario-document.tsx').then((module) => ({ default: module.ScenarioDocument }))),
    },
  },
  commands: (app) => {
    const isWritable = () => app.workspace.getState().info?.readOnlyReason === null;
    const latest = () => selectLatestRun(app.runs.getState());
    const inFront = () => findTabActions(app.session.getState().activeTabId);
    return [
      {
        id: 'run.new',
        title: words.newRun,
        group: words.group,
        keywords: words.setupTitle,
        icon: SlidersHorizontal,
        run: () => app.openTab({ kind: 'run-setup', key: '' }),
      },
      {
        id: 'run.start',
        title: words.startCommand,
        group: words.group,
        icon: Play,
        keys: 'Mod+Enter',
        isAllowedInFields: true,
        when: () => inFront().start !== undefined,
        run: () => inFront().start?.(),
      },
      {
        id: 'run.dryRun',
        title: words.dryRun,
        group: words.group,
        keywords: words.dryRunWhy,
        icon: ScanSearch,
        when: () => inFront().dryRun !== undefined,
        run: () => inFront().dryRun?.(),
      },
      {
        id: 'run.saveAsScenario',
        title: words.saveAsScenario,
        group: words.group,
        icon: ListChecks,
        when: () => inFront().saveAsScenario !== undefined,
        run: () => inFront().saveAsScenario?.(),
      },
      {
        id: 'run.stop',
        title: words.stopCommand,
        group: words.group,
        icon: Square,
        when: () => latest()?.status === 'running',
        run: async () => {
          const run = latest();
          if (run === undefined) return;
          await attempt(app, async () => void (await app.engine.call('runs.stop', { runId: run.id })));
        },
      },
      {
        id: 'run.sendAgain',
        title: resend.runCommand,
        group: words.group,
        keywords: 'resend replay redeliver undelivered bulk',
        icon: RotateCcw,
        when: () => activeRun(app) !== undefined,
        run: () => {
          const run = activeRun(app);
          if (run !== undefined) app.openTab({ kind: 'resend-run', key: run.id });
        },
      },
      {
        id: 'run.resume',
        title: words.resumeCommand,
        group: words.group,
        icon: CirclePlay,
        when: () => canResume(activeRun(app)),
        run: async () => {
          const run = activeRun(app);
          if (run === undefined) return;
          await attempt(app, async () => void (await app.engine.call('runs.resume', { runId: run.id })));
        },
      },
      {
        id: 'run.again',
        title: words.runAgain,
        group: words.group,
        keywords: resend.action,
        icon: RotateCcw,
        when: () => activeRun(app) !== undefined,
        run: async () => {
          const run = activeRun(app);
          if (run === undefined) return;
          const settings = selectDocument(app.documents.getState(), 'settings', 'workspace')?.value;
          await attempt(app, () => openAgain(app, run, settings));
        },
      },
      {
        id: 'run.openDeliveries',
        title: words.openDeliveries,
        group: words.group,
        icon: List,
        when: () => activeRun(app) !== undefined,
        run: () => {
          const run = activeRun(app);
          if (run !== undefined) openDeliveries(app, { runId: run.id });
        },
      },
      exportCommand(app, false),
      exportCommand(app, true),
      {
        id: 'scenario.add',
        title: words.addScenario,
        group: words.group,
        icon: ListChecks,
        when: isWritable,
        run: () => addNewScenario(app),
      },
    ];
  },
  onRenamed: followRename,
  paletteEntries: (app) =>
    selectDocuments(app.documents.getState(), 'scenario').map((scenario) => ({
      id: `run-scenario:${scenario.key}`,
      title: `${words.runScenario}: ${scenario.value.name}`,
      group: words.group,
      icon: Play,
      run: () => void attempt(app, () => startScenario(app, scenario.key)),
    })),
};

/** Of the run in the tab that is in front. */
function activeRun(app: App): RunRecord | undefined {
  const runId = activeKey(app.session.getState(), 'run');
  return runId === null ? undefined : app.runs.getState().byId[runId];
}

/** Exports the run in front as an HTTP archive. */
function exportCommand(app: App, withSecrets: boolean): Command {
  return {
    id: withSecrets ? 'run.exportHarWithSecrets' : 'run.exportHar',
    title: withSecrets ? words.exportHarCommandWithSecrets : words.exportHarCommand,
    group: words.group,
    keywords: `${words.exportHar} save download archive http`,
    icon: withSecrets ? LockKeyholeOpen : Download,
    when: () => canExport(activeRun(app)),
    run: async () => {
      const run = activeRun(app);
      const settings = selectDocument(app.documents.getState(), 'settings', 'workspace')?.value;
      if (run !== undefined) await exportRun(app, run, settings, withSecrets);
    },
  };
}
