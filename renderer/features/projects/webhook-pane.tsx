import { Webhook } from 'lucide-react';
import { useApp, useDataStore, useEnvironment } from '../../stores/app-context.tsx';
import { webhooksId } from '../../stores/data.ts';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { projects as words } from '../../strings/projects.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formIdentity } from './unsaved-forms.ts';
import { WebhookForm } from './webhook-form.tsx';

/** The selected webhook of the project's table. */
export function WebhookPane({ tab }: { tab: Tab }) {
  const app = useApp();
  const environment = useEnvironment();
  const [selectedId] = useTabState<string>(tab.id, 'webhook', '');
  const row = useDataStore((state) =>
    state.webhooks[webhooksId(environment, tab.key)]?.rows.find((entry) => entry.object.id === selectedId),
  );
  if (row === undefined) return <EmptyState icon={Webhook} sentence={words.webhookMissing} />;
  return (
    <WebhookForm
      key={formIdentity(app, `${environment}/${row.object.id}`)}
      place={{ environment, projectId: tab.key }}
      row={row}
    />
  );
}
