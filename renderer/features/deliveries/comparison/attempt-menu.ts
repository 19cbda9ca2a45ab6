import { Columns2, RotateCcw, SquareArrowOutUpRight } from 'lucide-react';
import type { AttemptSummary } from '../../../../core/contract/index.ts';
import type { App } from '../../../stores/app.ts';
import { comparison as words } from '../../../strings/comparison.ts';
import { deliveries } from '../../../strings/deliveries.ts';
import { resend } from '../../../strings/resend.ts';
import type { MenuEntry } from '../../../ui/menu.tsx';
import { heldAttempt, holdAttempt, openComparison } from './held-attempt.ts';

/** What can be done with a row of a list of attempts. */
export function attemptMenu(app: App, attempt: AttemptSummary): MenuEntry[] {
  const held = heldAttempt();
  const compare: MenuEntry[] =
    held === null || held.id === attempt.id
      ? []
      : [
          {
            id: 'held',
            label: words.compareHeld(held.label),
            icon: Columns2,
            onAction: () => openComparison(app, held.id, attempt.id),
          },
        ];
  // Where one has failed others of its run may have too, and they are sent again together.
  const ofItsRun: MenuEntry[] =
    attempt.verdict === 'delivered'
      ? []
      : [
          {
            id: 'resend-run',
            label: resend.failedOfRun,
            icon: RotateCcw,
            onAction: () => app.openTab({ kind: 'resend-run', key: attempt.runId }),
          },
        ];
  return [
    {
      id: 'open',
      label: deliveries.openTab,
      icon: SquareArrowOutUpRight,
      onAction: () => app.openTab({ kind: 'delivery', key: attempt.id }),
    },
    {
      id: 'resend',
      label: resend.action,
      icon: RotateCcw,
      onAction: () => app.openTab({ kind: 'resend', key: attempt.id }),
    },
    ...ofItsRun,
    'separator',
    ...compare,
    { id: 'hold', label: words.hold, icon: Columns2, onAction: () => holdAttempt(attempt) },
  ];
}
