import type { AttemptFilter } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { dismissToast, showToast } from '../../stores/toasts.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { saveFile } from '../../ui/save-file.ts';

/** Makes an HTTP archive of what the filter finds and hands it to the host's own way of saving a file. */
export async function saveHar(app: App, filter: AttemptFilter, stem: string, withSecrets: boolean): Promise<void> {
  const stopSaying = sayLater(app, words.harMaking);
  try {
    const { text, count, total } = await app.engine.call('deliveries.export', { filter, withSecrets });
    const name = `${stem.replaceAll(/[^\w.-]+/g, '-')}.har`;
    saveFile(name, text, 'application/json');
    app.toast(words.harMade(name, count, total, withSecrets));
  } catch (cause) {
    app.fail(words.harFailed, cause);
  } finally {
    stopSaying();
  }
}

/** Says what is going on when it takes a while. Returns what takes the message away. */
function sayLater({ toasts }: App, text: string): () => void {
  let toastId: number | null = null;
  const timer = setTimeout(() => {
    toastId = showToast(toasts, text);
  }, 300);
  return () => {
    clearTimeout(timer);
    if (toastId !== null) dismissToast(toasts, toastId);
  };
}
