import { ArrowLeftRight, Columns2, Download, List, LockKeyholeOpen, RotateCcw, Send } from 'lucide-react';
import { lazy } from 'react';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { comparison } from '../../strings/comparison.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { resend } from '../../strings/resend.ts';
import type { Feature } from '../feature.ts';
import { readComparisonKey } from './comparison/comparison-key.ts';
import { heldAttempt, holdAttempt, openComparison } from './comparison/held-attempt.ts';
import { shownComparison } from './comparison/shown-comparison.ts';
import { type DeliveryFilter, readFilter } from './delivery-filter.ts';
import { exportShown } from './export-har.ts';
import { openRecovery } from './open-recovery.ts';
import { answerWords } from './outcome-words.ts';
import { shownAttempt } from './shown-attempt.ts';

const listId = tabId({ kind: 'deliveries', key: '' });

export const feature: Feature = {
  view: {
    id: 'deliveries',
    ListPane: lazy(() => import('./delivery-list.tsx').then((module) => ({ default: module.DeliveryList }))),
  },
  documents: {
    deliveries: {
      icon: List,
      useTitle: () => words.title,
      Document: lazy(() =>
        import('./deliveries-document.tsx').then((module) => ({ default: module.DeliveriesDocument })),
      ),
      RightPane: lazy(() => import('./deliveries-pane.tsx').then((module) => ({ default: module.DeliveriesPane }))),
      chosenIn: 'attempt',
    },
    delivery: {
      icon: Send,
      logged: (attemptId) => ({ attemptIds: [attemptId] }),
      useTitle: (key) => {
        const attempt = useEngineQuery('deliveries.get', { attemptId: key }).data;
        return attempt === undefined ? words.delivery : `${attempt.displayName} · ${answerWords(attempt)}`;
      },
      Document: lazy(() => import('./delivery-document.tsx').then((module) => ({ default: module.DeliveryDocument }))),
    },
    comparison: {
      icon: Columns2,
      logged: (key) => {
        const { leftId, rightId } = readComparisonKey(key);
        return { attemptIds: [leftId, rightId] };
      },
      useTitle: (key) => {
        const { leftId, rightId } = readComparisonKey(key);
        const left = useEngineQuery('deliveries.get', { attemptId: leftId }).data;
        const right = useEngineQuery('deliveries.get', { attemptId: rightId }).data;
        if (left === undefined || right === undefined) return comparison.title;
        return comparison.titleOf(answerWords(left), answerWords(right));
      },
      Document: lazy(() =>
        import('./comparison/comparison-document.tsx').then((module) => ({ default: module.ComparisonDocument })),
      ),
    },
  },
  BottomPanel: lazy(() => import('./live-panel.tsx').then((module) => ({ default: module.LivePanel }))),
  commands: (app) => [
    {
      id: 'deliveries.open',
      title: words.showAll,
      group: words.group,
      keywords: 'log attempts requests',
      icon: List,
      run: () => app.openTab({ kind: 'deliveries', key: '' }),
    },
    exportCommand(app, false),
    exportCommand(app, true),
    {
      id: 'deliveries.sendAgain',
      title: resend.recoverCommand,
      group: words.group,
      keywords: 'resend replay redeliver recover undelivered outage bulk',
      icon: RotateCcw,
      when: () => app.session.getState().activeTabId === listId,
      run: () => openRecovery(app, shownFilter(app)),
    },
    {
      id: 'delivery.sendAgain',
      title: resend.command,
      group: words.group,
      keywords: 'resend replay redeliver repeat',
      icon: RotateCcw,
      keys: 'Mod+Shift+Enter',
      when: () => shownAttempt() !== null,
      run: () => {
        const attemptId = shownAttempt();
        if (attemptId !== null) app.openTab({ kind: 'resend', key: attemptId });
      },
    },
    {
      id: 'delivery.compare',
      title: comparison.command,
      group: words.group,
      keywords: 'diff difference side by side',
      icon: Columns2,
      when: () => shownAttempt() !== null,
      run: async () => {
        const attemptId = shownAttempt();
        if (attemptId === null) return;
        const held = heldAttempt();
        if (held !== null && held.id !== attemptId) openComparison(app, held.id, attemptId);
        else {
          holdAttempt(await app.engine.call('deliveries.get', { attemptId }));
          app.openTab({ kind: 'deliveries', key: '' });
        }
      },
    },
    {
      id: 'comparison.next',
      title: comparison.commandNext,
      group: words.group,
      keys: 'F7',
      // The switch that lays bodies out is a field too.
      isAllowedInFields: true,
      when: () => shownComparison() !== null,
      run: () => shownComparison()?.next(),
    },
    {
      id: 'comparison.previous',
      title: comparison.commandPrevious,
      group: words.group,
      keys: 'Shift+F7',
      isAllowedInFields: true,
      when: () => shownComparison() !== null,
      run: () => shownComparison()?.previous(),
    },
    {
      id: 'comparison.swap',
      title: comparison.commandSwap,
      group: words.group,
      icon: ArrowLeftRight,
      when: () => shownComparison() !== null,
      run: () => shownComparison()?.swap(),
    },
  ],
  paletteEntries: async (app, typed) => {
    const text = typed.trim();
    const { attempts } = await app.engine.call('deliveries.list', {
      filter: text === '' ? {} : { endpoint: text },
      beforeSequence: null,
      limit: 8,
    });
    return attempts.map((attempt) => ({
      id: `delivery:${attempt.id}`,
      title: `${attempt.displayName} · ${answerWords(attempt)}`,
      detail: attempt.endpoint,
      group: words.group,
      icon: Send,
      run: () => app.openTab({ kind: 'delivery', key: attempt.id }),
    }));
  },
};

/** Exports what the list shows as an HTTP archive. */
function exportCommand(app: App, withSecrets: boolean): Command {
  return {
    id: withSecrets ? 'deliveries.exportHarWithSecrets' : 'deliveries.exportHar',
    title: withSecrets ? words.harCommandWithSecrets : words.harCommand,
    group: words.group,
    keywords: `${words.harOfShown} save download archive http`,
    icon: withSecrets ? LockKeyholeOpen : Download,
    when: () => app.session.getState().activeTabId === listId,
    run: () => exportShown(app, shownFilter(app), withSecrets),
  };
}

/** What the list is narrowed to. */
function shownFilter(app: App): DeliveryFilter {
  const text = app.session.getState().tabState[listId]?.filter;
  return readFilter(typeof text === 'string' ? text : '');
}
