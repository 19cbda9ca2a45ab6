import type { Rename } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { apiTab, type TypedSettings } from './switch-api.ts';

/** The environment that was chosen in the tab and not served yet. */
export function followRename({ session }: App, { kind, from, to }: Rename): void {
  const id = tabId(apiTab);
  const memory = session.getState().tabState[id];
  // Written by the tab alone.
  const settings = (memory as TypedSettings | undefined)?.settings;
  if (kind !== 'environment' || settings?.environment !== from) return;
  session.setState(({ tabState }) => ({
    tabState: { ...tabState, [id]: { ...memory, settings: { ...settings, environment: to } } },
  }));
}
