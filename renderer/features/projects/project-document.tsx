import { Braces, Copy, Play, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import { useApp, useDataStore, useEnvironment } from '../../stores/app-context.tsx';
import { type ProjectRow, webhooksId } from '../../stores/data.ts';
import { closeTab, type Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { frame } from '../../strings/frame.ts';
import { projects as words } from '../../strings/projects.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { openRunSetupFor } from '../runs/open-run-setup.ts';
import { PlainData } from './plain-data.tsx';
import { renameProject } from './project-actions.ts';
import styles from './project-document.module.css';
import { addWebhook, duplicateWebhook, removeWebhook } from './webhook-actions.ts';
import { WebhookTable } from './webhook-table.tsx';

/** One project: its webhooks as a table, or the plain objects and subscriptions they are made of. */
export function ProjectDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const environment = useEnvironment();
  const projectId = tab.key;
  const loaded = useDataStore((state) => state.projects[environment]);
  const webhooks = useDataStore((state) => state.webhooks[webhooksId(environment, projectId)]);
  const [isPlain, setIsPlain] = useTabState<boolean>(tab.id, 'isPlain', false);
  const [selectedId, setSelectedId] = useTabState<string>(tab.id, 'webhook', '');
  useEffect(() => {
    app.data.wantProjects(environment);
    app.data.wantWebhooks(environment, projectId);
  }, [app, environment, projectId]);

  const project = loaded?.rows.find((row) => row.object.id === projectId);
  if (project === undefined) {
    if (loaded === undefined || loaded.status === 'loading') return <Loading />;
    const close = {
      label: frame.closeThisTab,
      onPress: () => app.session.setState((state) => closeTab(state, tab.id)),
    };
    return <EmptyState sentence={words.projectMissing} action={close} />;
  }
  const selected = webhooks?.rows.find((row) => row.object.id === selectedId);
  const add = (): void => void addWebhook(app, projectId);
  return (
    <div className={styles.document}>
      <Toolbar
        label={project.name}
        aside={
          <>
            <Button icon={Play} onPress={() => openRunSetupFor(app, tab.key)}>
              {words.runEvent}
            </Button>
            <IconButton
              icon={Braces}
              label={isPlain ? words.hidePlain : words.showPlain}
              isPressed={isPlain}
              onPress={() => setIsPlain(!isPlain)}
            />
          </>
        }
      >
        <ProjectName project={project} />
        {isPlain ? null : (
          <>
            <Button variant="primary" icon={Plus} onPress={add}>
              {words.addWebhook}
            </Button>
            <IconButton
              icon={Copy}
              label={words.duplicate}
              isDisabled={selected === undefined}
              onPress={() => selected !== undefined && void duplicateWebhook(app, projectId, selected)}
            />
            <IconButton
              icon={Trash2}
              label={words.remove}
              isDisabled={selected === undefined}
              onPress={() => selected !== undefined && void removeWebhook(app, projectId, selected)}
            />
          </>
        )}
      </Toolbar>
      <div className={styles.content}>
        {isPlain ? (
          <PlainData tab={tab} project={project} />
        ) : webhooks?.status === 'failed' && webhooks.error !== null ? (
          <ErrorNotice title={words.webhooksFailed} error={webhooks.error} />
        ) : webhooks === undefined || (webhooks.status === 'loading' && webhooks.rows.length === 0) ? (
          <Loading />
        ) : (
          <WebhookTable
            projectId={projectId}
            rows={webhooks.rows}
            selectedId={selectedId}
            onSelect={setSelectedId}
            onAdd={add}
          />
        )}
      </div>
    </div>
  );
}

/**
 * The name is edited where it stands: Enter or leaving it saves, Escape takes it back. Not keyed by the project, whose id
 * its first name changes: the focus stays where it is.
 */
function ProjectName({ project: { object, name } }: { project: ProjectRow }) {
  const app = useApp();
  const [typed, setTyped] = useState<{ object: ObjectRecord; name: string } | null>(null);
  const shown = typed?.object.id === object.id ? typed.name : name;
  const save = (): void => {
    if (typed !== null) void renameProject(app, typed.object, typed.name.trim());
    setTyped(null);
  };
  return (
    <input
      type="text"
      aria-label={words.name}
      className={styles.name}
      data-project-name={object.id}
      size={Math.max(8, shown.length + 1)}
      title={shown}
      spellCheck={false}
      value={shown}
      onChange={(event) => setTyped({ object, name: event.target.value })}
      onBlur={save}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
