import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import type { DeliveryFilter } from './delivery-filter.ts';

/** Opens the form for the messages that the list's deliveries are of. A time that counts from now does so from here on. */
export function openRecovery(app: App, filter: DeliveryFilter): void {
  const reference = { kind: 'recovery', key: '' };
  const id = tabId(reference);
  app.session.setState(({ tabState }) => ({
    tabState: { ...tabState, [id]: { ...tabState[id], filter: JSON.stringify(filter), openedAtMs: Date.now() } },
  }));
  app.openTab(reference);
}
