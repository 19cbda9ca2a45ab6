import { CircleCheck, CircleX, Clock, List, type LucideIcon, Play, ServerCrash, ShieldX, Unplug } from 'lucide-react';
import { useMemo } from 'react';
import { useApp, useRuns, useSession } from '../../stores/app-context.tsx';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { activeFields, type DeliveryFilter, readFilter } from './delivery-filter.ts';
import { openDeliveries } from './open-deliveries.ts';

interface Entry {
  id: string;
  label: string;
  icon: LucideIcon;
  filter: Partial<DeliveryFilter>;
  detail?: string;
}

const savedFilters: readonly Entry[] = [
  { id: 'all', label: words.all, icon: List, filter: {} },
  { id: 'delivered', label: words.delivered, icon: CircleCheck, filter: { verdict: 'delivered' } },
  { id: 'final', label: words.undelivered, icon: CircleX, filter: { verdict: 'final' } },
  { id: 'retry', label: words.retried, icon: Clock, filter: { verdict: 'retry' } },
  { id: '4xx', label: words.clientErrors, icon: ShieldX, filter: { status: '4xx' } },
  { id: '5xx', label: words.serverErrors, icon: ServerCrash, filter: { status: '5xx' } },
  { id: 'refused', label: words.refused, icon: Unplug, filter: { failureKind: 'connection-refused' } },
];

/** Ways into the log: what one looks for most, and the latest runs. */
export function DeliveryList() {
  const app = useApp();
  const latestRunId = useRuns((state) => state.latestRunId);
  const runs = useEngineQuery('runs.list', { beforeNumber: null, limit: 50 }, latestRunId).data?.runs;
  const filterText = useSession((state) => state.tabState['deliveries:']?.filter);
  const isOpen = useSession((state) => state.activeTabId === 'deliveries:');
  const rows = useMemo(
    (): Entry[] => [
      ...savedFilters,
      ...(runs ?? []).map((run) => ({
        id: run.id,
        label: words.run(run.number),
        icon: Play,
        filter: { runId: run.id },
        detail: run.trigger.workflow,
      })),
    ],
    [runs],
  );
  const shown = useMemo(() => {
    const filter = readFilter(typeof filterText === 'string' ? filterText : '');
    return rows.find((row) => isSame(row.filter, filter))?.id ?? null;
  }, [rows, filterText]);
  return (
    <ListPane title={words.title}>
      <VirtualList
        label={words.title}
        rows={rows}
        rowId={(row) => row.id}
        selectedId={isOpen ? shown : null}
        onOpen={(row) => openDeliveries(app, row.filter)}
        renderRow={(row) => <ListRow icon={row.icon} label={row.label} detail={row.detail} />}
      />
    </ListPane>
  );
}

function isSame(entry: Partial<DeliveryFilter>, filter: DeliveryFilter): boolean {
  const fields = activeFields(filter);
  return fields.length === Object.keys(entry).length && fields.every((field) => entry[field] === filter[field]);
}
