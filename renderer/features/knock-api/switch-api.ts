import { defaultKnockApiPort, type KnockApiSettings } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { knockApi as words } from '../../strings/knock-api.ts';

/** What it is switched on with unless somebody says otherwise: as last time, or with the window's environment. */
export function usualSettings(last: KnockApiSettings | null, environment: string): KnockApiSettings {
  return last ?? { port: defaultKnockApiPort, environment, clock: 'real' };
}

export async function switchOn(app: App, settings: KnockApiSettings): Promise<void> {
  app.knockApi.setState(await app.engine.call('knockApi.start', settings));
}

export async function switchOff(app: App): Promise<void> {
  try {
    app.knockApi.setState(await app.engine.call('knockApi.stop', {}));
  } catch (cause) {
    app.toast(`${words.turnOffFailed}. ${toCommandError(cause).message}`);
  }
}

/** For the palette: its tab has the address, and the fields that a refusal is about. */
export async function switchOnOrShow(app: App): Promise<void> {
  app.openTab({ kind: 'knock-api', key: '' });
  try {
    await switchOn(app, usualSettings(app.knockApi.getState().settings, app.session.getState().environment));
  } catch (cause) {
    app.toast(`${words.turnOnFailed}. ${toCommandError(cause).message}`);
  }
}
