import { commands as commandWords } from '../strings/commands.ts';
import type { App } from './app.ts';

/** For actions of a list, which have no place of their own for an error: a refused one is said, and nothing has changed. */
export async function attempt(app: App, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (cause) {
    app.fail(commandWords.notDone, cause);
  }
}
