import type { AttemptFilter } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { saveFile } from '../../ui/save-file.ts';

/** Makes an HTTP archive of what the filter finds and hands it to the host's own way of saving a file. */
export async function saveHar(app: App, filter: AttemptFilter, stem: string, withSecrets: boolean): Promise<void> {
  try {
    const { text, count, total } = await app.engine.call('deliveries.export', { filter, withSecrets });
    const name = `${stem.replaceAll(/[^\w.-]+/g, '-')}.har`;
    saveFile(name, text, 'application/json');
    app.toast(words.harSaved(name, count, total, withSecrets));
  } catch (cause) {
    app.toast(words.harFailed(toCommandError(cause).message));
  }
}
