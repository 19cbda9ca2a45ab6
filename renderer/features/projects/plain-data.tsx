import { useMemo } from 'react';
import { recipientKey, withProperties } from '../../../core/contract/index.ts';
import { useApp, useDataStore, useEnvironment } from '../../stores/app-context.tsx';
import { type ProjectRow, type WebhookRow, webhooksId } from '../../stores/data.ts';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { projects as words } from '../../strings/projects.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { PropertiesEditor } from '../properties-editor.tsx';
import styles from './plain-data.module.css';

type PlainRow =
  | { kind: 'object'; id: string; collection: string; name: string; count: number }
  | { kind: 'subscription'; id: string; collection: string; name: string; count: number; row: WebhookRow };

/** The objects and subscriptions that the project's face is made of, with their properties as JSON. */
export function PlainData({ tab, project }: { tab: Tab; project: ProjectRow }) {
  const app = useApp();
  const environment = useEnvironment();
  const webhooks = useDataStore((state) => state.webhooks[webhooksId(environment, tab.key)]);
  const rows = useMemo(() => plainRows(project, webhooks?.rows ?? []), [project, webhooks]);
  const [selectedId, setSelectedId] = useTabState<string>(tab.id, 'plainRow', rows[0]?.id ?? '');
  const selected = rows.find((row) => row.id === selectedId) ?? rows[0];
  const object =
    selected === undefined
      ? undefined
      : [project.object, ...(webhooks?.rows.map((row) => row.object) ?? [])].find(
          (entry) => `object:${recipientKey(entry)}` === selected.id,
        );
  return (
    <div className={styles.plain}>
      <p className={styles.hint}>{words.objectHint}</p>
      <div className={styles.table}>
        <VirtualTable<PlainRow>
          label={words.objectsTitle}
          columns={[
            {
              id: 'kind',
              header: '',
              width: '7rem',
              render: (row) => (row.kind === 'object' ? words.object : words.subscriptionsTitle.slice(0, -1)),
            },
            { id: 'name', header: words.id, width: 'minmax(12rem, 1fr)', render: (row) => <code>{row.name}</code> },
            { id: 'count', header: words.properties, width: '6rem', align: 'end', render: (row) => row.count },
          ]}
          rowCount={rows.length}
          rowAt={(index) => rows[index]}
          rowId={(row) => row.id}
          selectedId={selected?.id ?? null}
          onSelect={(row) => setSelectedId(row.id)}
        />
      </div>
      <div className={styles.editor}>
        {object !== undefined ? (
          <PropertiesEditor
            key={`${environment}/${selected?.id}`}
            memory={{ tabId: tab.id, name: `${environment}/${selected?.id}` }}
            title={words.propertiesOf(`${object.collection}/${object.id}`)}
            properties={object.properties}
            propertiesText={object.propertiesText}
            label={words.editObjectLabel(object.id)}
            write={async (properties) => {
              await app.engine.call('objects.put', { environment, object: withProperties(object, properties ?? {}) });
            }}
          />
        ) : selected?.kind === 'subscription' && selected.row.subscription !== null ? (
          <SubscriptionEditor
            key={`${environment}/${selected.id}`}
            tab={tab}
            id={selected.id}
            environment={environment}
            row={selected.row}
          />
        ) : null}
      </div>
    </div>
  );
}

function SubscriptionEditor({
  tab,
  id,
  environment,
  row,
}: {
  tab: Tab;
  id: string;
  environment: string;
  row: WebhookRow;
}) {
  const app = useApp();
  const { subscription } = row;
  if (subscription === null) return null;
  return (
    <PropertiesEditor
      memory={{ tabId: tab.id, name: `${environment}/${id}` }}
      title={words.propertiesOf(row.object.id)}
      hint={words.subscriptionHint}
      properties={subscription.properties}
      propertiesText={subscription.propertiesText}
      isNullable
      label={words.editObjectLabel(row.object.id)}
      write={async (properties) => {
        await app.engine.call('subscriptions.put', {
          environment,
          subscription: withProperties(subscription, properties),
        });
      }}
    />
  );
}

function plainRows(project: ProjectRow, webhooks: readonly WebhookRow[]): PlainRow[] {
  const objects = [project.object, ...webhooks.map((row) => row.object)].map((object): PlainRow => {
    const { collection, id, properties } = object;
    const count = Object.keys(properties).length;
    return { kind: 'object', id: `object:${recipientKey(object)}`, collection, name: `${collection}/${id}`, count };
  });
  const subscriptions = webhooks.flatMap((row): PlainRow[] => {
    if (row.subscription === null) return [];
    const recipient = recipientKey(row.object);
    const name = `${recipient} → ${recipientKey(row.subscription.object)}`;
    const count = Object.keys(row.subscription.properties ?? {}).length;
    return [
      { kind: 'subscription', id: `subscription:${recipient}`, collection: row.object.collection, name, count, row },
    ];
  });
  return [...objects, ...subscriptions];
}
