import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DeliveryInspector } from './delivery-inspector.tsx';

/** Beside the list: the attempt that is chosen there. */
export function DeliveriesPane({ tab }: { tab: Tab }) {
  const [selected, setSelected] = useTabState<string>(tab.id, 'attempt', '');
  if (selected === '') return <EmptyState sentence={words.selectOne} />;
  return (
    <DeliveryInspector tabId={tab.id} attemptId={selected} onSwitch={setSelected} onGone={() => setSelected('')} />
  );
}
