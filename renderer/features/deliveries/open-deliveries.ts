import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { type DeliveryFilter, noFilter } from './delivery-filter.ts';

/** Shows the deliveries narrowed to these filters. */
export function openDeliveries(app: App, filter: Partial<DeliveryFilter>): void {
  const reference = { kind: 'deliveries', key: '' };
  const id = tabId(reference);
  app.session.setState(({ tabState }) => ({
    tabState: {
      ...tabState,
      [id]: { ...tabState[id], filter: JSON.stringify({ ...noFilter, ...filter }), attempt: '' },
    },
  }));
  app.openTab(reference);
}
