import { Webhook } from 'lucide-react';
import { useMemo } from 'react';
import { recipientKey } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import type { WebhookRow } from '../../stores/data.ts';
import { projects as words } from '../../strings/projects.ts';
import { Chips } from '../../ui/chips.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type TableColumn, VirtualTable } from '../../ui/virtual-table.tsx';
import { useCollections } from './collections.ts';
import { EnabledSwitch } from './enabled-switch.tsx';
import { LastResult } from './last-result.tsx';
import { useLastAttempts } from './use-last-attempts.ts';
import { addExampleWebhook, nameOfWebhook, selectWebhook, webhookRowId } from './webhook-actions.ts';
import { readWebhook, signingKeyProperty, splitUrl, webhookUrlProblem } from './webhook-model.ts';
import styles from './webhook-table.module.css';

interface WebhookTableProps {
  projectId: string;
  rows: readonly WebhookRow[];
  selectedId: string;
  onSelect: (id: string) => void;
  onAdd: () => void;
}

export function WebhookTable({ projectId, rows, selectedId, onSelect, onAdd }: WebhookTableProps) {
  const app = useApp();
  const { eventTypesProperty } = useCollections();
  const lastAttempts = useLastAttempts(rows);
  const columns = useMemo((): TableColumn<WebhookRow>[] => {
    return [
      { id: 'name', header: words.columns.name, width: 'minmax(7rem, 1.1fr)', render: (row) => nameCell(row) },
      {
        id: 'url',
        header: words.columns.url,
        width: 'minmax(11rem, 2.4fr)',
        render: (row) => urlCell(readWebhook(row.object, eventTypesProperty).url),
      },
      {
        id: 'eventTypes',
        header: words.columns.eventTypes,
        width: 'minmax(7.5rem, 1.2fr)',
        render: (row) => {
          const { eventTypes } = readWebhook(row.object, eventTypesProperty);
          return eventTypes.length === 0 ? (
            <span className={styles.missing} title={words.noEventsWhy}>
              {words.noEvents}
            </span>
          ) : (
            <Chips values={eventTypes} limit={1} />
          );
        },
      },
      { id: 'key', header: words.columns.key, width: '4rem', render: (row) => keyCell(row) },
      {
        id: 'enabled',
        header: words.columns.enabled,
        width: '4rem',
        render: (row) => <EnabledSwitch projectId={projectId} row={row} />,
      },
      {
        id: 'lastResult',
        header: words.columns.lastResult,
        width: '7rem',
        render: (row) => <LastResult attempt={lastAttempts.get(recipientKey(row.object))} />,
      },
    ];
  }, [eventTypesProperty, lastAttempts, projectId]);

  return (
    <VirtualTable
      label={words.webhooks}
      columns={columns}
      rowCount={rows.length}
      rowAt={(index) => rows[index]}
      rowId={(row) => row.object.id}
      failureId={(row) => webhookRowId(projectId, row.object.id)}
      selectedId={selectedId}
      onSelect={(row) => onSelect(row.object.id)}
      onOpen={(row) => selectWebhook(app, projectId, row.object.id)}
      minWidth="37rem"
      empty={
        <EmptyState
          icon={Webhook}
          sentence={words.noWebhooks}
          action={{ label: words.addWebhook, onPress: onAdd }}
          showMe={{
            label: words.fillExample,
            onPress: () => void addExampleWebhook(app, projectId),
          }}
        />
      }
    />
  );
}

function nameCell(row: WebhookRow) {
  const name = nameOfWebhook(row.object);
  return (
    <span className={styles.name} title={name}>
      {name}
    </span>
  );
}

/** Host and end of a URL tell the webhooks of one customer apart, so what has no room is left out between them. */
function urlCell(url: string) {
  if (url === '') return <span className={styles.missing}>{words.noUrl}</span>;
  const problem = webhookUrlProblem(url);
  const { scheme, start, end, query } = splitUrl(url);
  return (
    <span
      className={classNames(styles.url, problem !== null && styles.badUrl)}
      title={problem === null ? url : `${url}\n${problem}`}
    >
      <span className={styles.urlScheme}>{scheme}</span>
      <span className={styles.urlStart}>{start}</span>
      <span className={styles.urlEnd}>{end}</span>
      <span className={styles.urlQuery}>{query}</span>
    </span>
  );
}

function keyCell(row: WebhookRow) {
  const key = row.object.properties[signingKeyProperty];
  const hasKey = typeof key === 'string' && key !== '';
  return hasKey ? (
    <span className={styles.quiet}>{words.maskedKey}</span>
  ) : (
    <span className={styles.missing}>{words.noKey}</span>
  );
}
