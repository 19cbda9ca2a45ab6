import type { AttemptFilter, AttemptRecord } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { beginProgress } from '../../stores/toasts.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { saveFile } from '../../ui/save-file.ts';
import { archiveName, archiveNameOf } from './archive-name.ts';
import { type DeliveryFilter, toAttemptFilter } from './delivery-filter.ts';

/**
 * Makes an HTTP archive of what the filter finds and hands it to the host's own way of saving a file, once it is whole. Says how
 * far it is while that takes a while, with a way to stop it.
 */
export async function exportHar(app: App, filter: AttemptFilter, name: string, withSecrets: boolean): Promise<void> {
  const abort = new AbortController();
  const progress = beginProgress(app.toasts, words.harMaking(name), () => abort.abort());
  // Blobs, not one text: they need not stay in the page's memory.
  const pieces: Blob[] = [];
  let last = { written: 0, total: 0 };
  try {
    const stream = app.engine.stream('deliveries.export', { filter, withSecrets }, { signal: abort.signal });
    for await (const piece of stream) {
      pieces.push(new Blob([piece.text]));
      last = piece;
      progress.show(piece.written, piece.count);
    }
    saveFile(name, pieces, 'application/json');
    app.toast(words.harMade(name, last.written, last.total, withSecrets));
  } catch (cause) {
    if (abort.signal.aborted) app.toast(words.harStopped(name));
    else app.fail(words.harFailed, cause);
  } finally {
    progress.end();
  }
}

/** All attempts of the message that an attempt is of. */
export async function exportMessage(
  app: App,
  { messageId, displayName }: Pick<AttemptRecord, 'messageId' | 'displayName'>,
  withSecrets: boolean,
): Promise<void> {
  await exportHar(app, { messageId }, archiveName(words.archiveOfMessage, displayName, messageId), withSecrets);
}

/** What the list of deliveries shows with this filter. */
export async function exportShown(app: App, filter: DeliveryFilter, withSecrets: boolean): Promise<void> {
  const name = archiveNameOf(filter, await runNumberOf(app, filter.runId));
  await exportHar(app, toAttemptFilter(filter, Date.now()), name, withSecrets);
}

async function runNumberOf(app: App, runId: string): Promise<number | null> {
  if (runId === '') return null;
  const known = app.runs.getState().byId[runId];
  const run = known ?? (await app.engine.call('runs.get', { runId }).catch(() => null));
  return run?.number ?? null;
}
