import { CommandError, defaultKnockApiPort, type KnockApiSettings } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId, withTabState } from '../../stores/session.ts';
import { knockApi as words } from '../../strings/knock-api.ts';
import { numberProblemOf, type TypedNumber } from '../../ui/number-problem.ts';

export const apiTab = { kind: 'knock-api', key: '' };
export const portLimits = { min: 0, max: 65_535 };

/** What its tab remembers of fields that nobody has switched it on with yet. */
export type TypedSettings = {
  settings?: KnockApiSettings | null;
  /** Shown for as long as the port is the one it was typed over. */
  typedPort?: TypedNumber | null;
};

/** What it is switched on with: what was typed, else as last time, else with the window's environment. */
export function wantedSettings(
  { settings: typed, typedPort }: TypedSettings,
  last: KnockApiSettings | null,
  environment: string,
): { settings: KnockApiSettings; portProblem: string | undefined } {
  const settings = typed ?? usualSettings(last, environment);
  const isShown = typedPort !== null && typedPort !== undefined && typedPort.value === settings.port;
  return { settings, portProblem: isShown ? numberProblemOf(typedPort.text, portLimits) : undefined };
}

export function usualSettings(last: KnockApiSettings | null, environment: string): KnockApiSettings {
  return last ?? { port: defaultKnockApiPort, environment, clock: 'real' };
}

/** From its tab and from the palette alike. Rejects with a `CommandError`; what was typed stays then. */
export async function switchOn(app: App): Promise<void> {
  const { tabState, environment } = app.session.getState();
  // Written by the tab alone.
  const typed = (tabState[tabId(apiTab)] ?? {}) as TypedSettings;
  const { settings, portProblem } = wantedSettings(typed, app.knockApi.getState().settings, environment);
  if (portProblem !== undefined) {
    throw new CommandError('invalid-input', words.portWrong(portProblem), { field: 'port' });
  }
  app.knockApi.setState(await app.engine.call('knockApi.start', settings));
  forgetTyped(app);
}

export async function switchOff(app: App): Promise<void> {
  try {
    app.knockApi.setState(await app.engine.call('knockApi.stop', {}));
    forgetTyped(app);
  } catch (cause) {
    app.fail(words.turnOffFailed, cause);
  }
}

/** For the palette: its tab has the address, and the fields that a refusal is about. */
export async function switchOnOrShow(app: App): Promise<void> {
  app.openTab(apiTab);
  try {
    await switchOn(app);
  } catch (cause) {
    rememberTyped(app, { section: 'setUp' });
    app.fail(words.turnOnFailed, cause);
  }
}

function forgetTyped(app: App): void {
  rememberTyped(app, { settings: null, typedPort: null });
}

function rememberTyped({ session }: App, part: TypedSettings | { section: string }): void {
  const id = tabId(apiTab);
  session.setState((state) => withTabState(state, id, part));
}
