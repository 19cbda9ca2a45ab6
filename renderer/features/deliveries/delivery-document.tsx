import { useApp } from '../../stores/app-context.tsx';
import { renameTab, type Tab } from '../../stores/session.ts';
import { DeliveryInspector } from './delivery-inspector.tsx';

/** A delivery in a tab of its own; going to another attempt of the message stays in this tab. */
export function DeliveryDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  return (
    <DeliveryInspector
      tabId={tab.id}
      attemptId={tab.key}
      canOpen={false}
      onSwitch={(attemptId) => {
        const isOpen = app.session.getState().tabs.some((other) => other.kind === tab.kind && other.key === attemptId);
        if (isOpen) app.openTab({ kind: tab.kind, key: attemptId });
        else app.session.setState((state) => renameTab(state, tab, attemptId));
      }}
    />
  );
}
