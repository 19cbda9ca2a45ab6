import type { RunRecord, WorkspaceSettings } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { findGoneRecipients } from './gone-recipients.ts';
import { openRunSetup } from './open-run-setup.ts';
import { setupOfRun } from './run-setup.ts';

/**
 * Opens the place where the run can be repeated: the set-up of its workflow, or, when it sent a delivery again, the form
 * for what it sent: its own request where there was one, with the changes in it. Of several it opens the list of them.
 */
export async function openAgain(app: App, run: RunRecord, settings: WorkspaceSettings | undefined): Promise<void> {
  const { resend } = run.trigger;
  if (resend === undefined) {
    openRunSetup(app, setupOfRun(run, settings), await findGoneRecipients(app.engine, run));
    return;
  }
  if (resend.messages.length > 1) {
    app.openTab({ kind: 'resend-run', key: run.id });
    return;
  }
  const { attempts } = await app.engine.call('deliveries.list', {
    filter: { runId: run.id },
    beforeSequence: null,
    limit: 1,
  });
  const attemptId = attempts[0]?.id ?? resend.messages[0]?.attemptId;
  if (attemptId !== undefined) app.openTab({ kind: 'resend', key: attemptId });
}
