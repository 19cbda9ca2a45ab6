import { Boxes, ChevronDown, ChevronRight, Copy, Database, Trash2, Webhook } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useApp, useDataStore, useEnvironment, useSession } from '../../stores/app-context.tsx';
import { type Loaded, type ProjectRow, type WebhookRow, webhooksId } from '../../stores/data.ts';
import { projects as words } from '../../strings/projects.ts';
import { ui } from '../../strings/ui.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Loading } from '../../ui/loading.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { addProject, removeProject } from './project-actions.ts';
import styles from './project-list.module.css';
import {
  addExampleProject,
  addWebhook,
  duplicateWebhook,
  nameOfWebhook,
  removeWebhook,
  selectWebhook,
  webhookRowId,
} from './webhook-actions.ts';

type TreeRow =
  | { kind: 'project'; project: ProjectRow; isExpanded: boolean }
  | { kind: 'webhook'; projectId: string; webhook: WebhookRow };

const rowId = (row: TreeRow): string =>
  row.kind === 'project' ? `project:${row.project.object.id}` : webhookRowId(row.projectId, row.webhook.object.id);

export function ProjectList() {
  const app = useApp();
  const environment = useEnvironment();
  const loaded = useDataStore((state) => state.projects[environment]);
  const webhooks = useDataStore((state) => state.webhooks);
  const [filter, setFilter] = useState('');
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const activeTabId = useSession((state) => state.activeTabId);
  const selectedId = useSession((state) => selectedRow(state.activeTabId, state.tabState));
  useEffect(() => app.data.wantProjects(environment), [app, environment]);

  const rows = useMemo(
    () => treeRows(loaded?.rows ?? [], webhooks, environment, expanded, filter),
    [loaded, webhooks, environment, expanded, filter],
  );
  const toggle = (row: TreeRow): void => {
    if (row.kind !== 'project') return;
    const id = row.project.object.id;
    app.data.wantWebhooks(environment, id);
    setExpanded((before) =>
      before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]),
    );
  };
  const open = (row: TreeRow): void => {
    const projectId = row.kind === 'project' ? row.project.object.id : row.projectId;
    if (row.kind === 'webhook') selectWebhook(app, projectId, row.webhook.object.id);
    app.openTab({ kind: 'project', key: projectId });
  };
  const remove = (row: TreeRow): void => {
    if (row.kind === 'webhook') void removeWebhook(app, row.projectId, row.webhook);
    else void removeProject(app, { id: row.project.object.id, name: row.project.name });
  };

  return (
    <ListPane
      title={words.projects}
      add={{ label: words.addProject, onPress: () => void addProject(app) }}
      actions={
        <IconButton
          size="small"
          icon={Database}
          label={words.allData}
          onPress={() => app.openTab({ kind: 'data', key: '' })}
        />
      }
      {...((loaded?.rows.length ?? 0) > 0 ? { filter: { value: filter, onChange: setFilter } } : {})}
    >
      {loaded?.status === 'failed' && loaded.error !== null ? (
        <ErrorNotice title={words.projectsFailed} error={loaded.error} />
      ) : (
        <VirtualList
          label={words.projects}
          rows={rows}
          rowId={rowId}
          selectedId={rows.some((row) => rowId(row) === selectedId) ? selectedId : activeTabId}
          onOpen={open}
          depthOf={(row) => (row.kind === 'project' ? 0 : 1)}
          isExpanded={(row) => (row.kind === 'project' ? row.isExpanded : undefined)}
          onToggle={toggle}
          onRemove={remove}
          menu={(row) => [
            ...(row.kind === 'project'
              ? [
                  {
                    id: 'add',
                    label: words.addWebhook,
                    icon: Webhook,
                    onAction: () => {
                      open(row);
                      void addWebhook(app, row.project.object.id);
                    },
                  },
                ]
              : [
                  {
                    id: 'duplicate',
                    label: words.duplicate,
                    icon: Copy,
                    onAction: () => void duplicateWebhook(app, row.projectId, row.webhook),
                  },
                ]),
            { id: 'remove', label: words.remove, icon: Trash2, isDanger: true, onAction: () => remove(row) },
          ]}
          renderRow={(row) =>
            row.kind === 'project' ? (
              <ProjectTreeRow row={row} onToggle={() => toggle(row)} />
            ) : (
              <ListRow icon={Webhook} label={nameOfWebhook(row.webhook.object)} />
            )
          }
          empty={
            <NoRows
              loaded={loaded}
              filter={filter}
              onAdd={() => void addProject(app)}
              onShowMe={() => void addExampleProject(app)}
            />
          }
        />
      )}
    </ListPane>
  );
}

function ProjectTreeRow({ row, onToggle }: { row: TreeRow & { kind: 'project' }; onToggle: () => void }) {
  const Chevron = row.isExpanded ? ChevronDown : ChevronRight;
  return (
    <>
      {/* Not in the tab order: the tree's arrow keys do the same. */}
      <button
        type="button"
        tabIndex={-1}
        aria-label={words.expand}
        className={styles.chevron}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        <Chevron size="0.875rem" aria-hidden="true" />
      </button>
      <ListRow icon={Boxes} label={row.project.name} aside={row.project.webhookCount} />
    </>
  );
}

function NoRows({
  loaded,
  filter,
  onAdd,
  onShowMe,
}: {
  loaded: Loaded<ProjectRow> | undefined;
  filter: string;
  onAdd: () => void;
  onShowMe: () => void;
}) {
  if (loaded === undefined || (loaded.status === 'loading' && loaded.rows.length === 0)) return <Loading />;
  if (filter !== '') return <EmptyState sentence={ui.noMatches(filter)} />;
  return (
    <EmptyState
      sentence={words.noProjects}
      action={{ label: words.addProject, onPress: onAdd }}
      showMe={{ label: words.fillExample, onPress: onShowMe }}
    />
  );
}

function treeRows(
  projects: readonly ProjectRow[],
  webhooks: Readonly<Record<string, Loaded<WebhookRow>>>,
  environment: string,
  expanded: ReadonlySet<string>,
  filter: string,
): TreeRow[] {
  const wanted = filter.toLowerCase();
  return projects.flatMap((project): TreeRow[] => {
    const projectId = project.object.id;
    const isExpanded = expanded.has(projectId);
    const known = webhooks[webhooksId(environment, projectId)]?.rows ?? [];
    const matching = known.filter((hook) => nameOfWebhook(hook.object).toLowerCase().includes(wanted));
    const isMatch = project.name.toLowerCase().includes(wanted);
    if (wanted !== '' && !isMatch && matching.length === 0) return [];
    const shown = wanted === '' ? (isExpanded ? known : []) : matching;
    return [
      { kind: 'project', project, isExpanded },
      ...shown.map((webhook): TreeRow => ({ kind: 'webhook', projectId, webhook })),
    ];
  });
}

function selectedRow(
  activeTabId: string | null,
  tabState: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): string | null {
  if (activeTabId === null || !activeTabId.startsWith('project:')) return activeTabId;
  const webhook = tabState[activeTabId]?.webhook;
  return typeof webhook === 'string' && webhook !== ''
    ? `webhook:${activeTabId.slice('project:'.length)}/${webhook}`
    : activeTabId;
}
