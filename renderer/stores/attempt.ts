import { commands as commandWords } from '../strings/commands.ts';
import type { App } from './app.ts';
import { StepError } from './history.ts';
import { dismissFailuresAt } from './toasts.ts';

/**
 * For actions of a list or a menu, which have no place of their own for an error: a refused one is said, and nothing has changed.
 * `at`: the id of the row that it is done to; it is said there while a list shows the row.
 */
export async function attempt(app: App, action: () => Promise<void>, at: string | null = null): Promise<void> {
  if (at !== null) dismissFailuresAt(app.toasts, at);
  try {
    await action();
  } catch (cause) {
    app.fail(failureTitle(cause), cause, at);
  }
}

/** What could not be done, by the name of what it was to be done to where that is known. */
export function failureTitle(cause: unknown): string {
  return cause instanceof StepError ? commandWords.stepFailed(cause.label) : commandWords.notDone;
}
