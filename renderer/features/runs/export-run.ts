import type { RunRecord, WorkspaceSettings } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { runs as words } from '../../strings/runs.ts';
import { archiveName } from '../deliveries/archive-name.ts';
import { exportHar } from '../deliveries/export-har.ts';
import { eventWords } from './run-headline.ts';

/** Whether there is a whole run to export: one under way would give a part of it. */
export function canExport(run: RunRecord | undefined): boolean {
  return run !== undefined && run.status !== 'running' && run.counts.attempts > 0;
}

/** All attempts of a run as an HTTP archive. */
export async function exportRun(
  app: App,
  run: RunRecord,
  settings: WorkspaceSettings | undefined,
  withSecrets: boolean,
): Promise<void> {
  const name = archiveName(words.runTitle(run.number).toLowerCase(), eventWords(run, settings));
  await exportHar(app, { runId: run.id }, name, withSecrets);
}
