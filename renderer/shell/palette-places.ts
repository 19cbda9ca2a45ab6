import {
  Boxes,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Play,
  Radio,
  Send,
  Settings2,
  Tag,
  Webhook,
  Workflow,
} from 'lucide-react';
import type { DocumentKind } from '../../core/contract/index.ts';
import type { PaletteEntry } from '../commands/palette-entry.ts';
import type { App } from '../stores/app.ts';
import { webhooksId } from '../stores/data.ts';
import { documentName } from '../stores/documents.ts';
import { projects as projectWords } from '../strings/projects.ts';
import { shell } from '../strings/shell.ts';

const documentIcons: Partial<Record<DocumentKind, LucideIcon>> = {
  channel: Send,
  workflow: Workflow,
  scenario: ListChecks,
  receiver: Radio,
  'event-type': Tag,
  environment: Settings2,
  'signature-scheme': KeyRound,
};

/** Everything the stores know that has a tab of its own. Features add what they alone can find. */
export function knownPlaces(app: App): PaletteEntry[] {
  return [...documentPlaces(app), ...projectPlaces(app), ...runPlaces(app)];
}

function documentPlaces(app: App): PaletteEntry[] {
  return Object.values(app.documents.getState().byId).flatMap((document) => {
    const icon = documentIcons[document.kind];
    if (icon === undefined) return [];
    const { kind, key } = document;
    return [
      {
        id: `document:${kind}/${key}`,
        title: documentName(document),
        detail: key,
        group: projectWords.kinds[kind],
        icon,
        run: () => app.openTab({ kind, key }),
      },
    ];
  });
}

function projectPlaces(app: App): PaletteEntry[] {
  const { environment } = app.session.getState();
  const { projects, webhooks } = app.data.store.getState();
  return (projects[environment]?.rows ?? []).flatMap((project) => {
    const projectId = project.object.id;
    const open = (): void => app.openTab({ kind: 'project', key: projectId });
    const hooks = webhooks[webhooksId(environment, projectId)]?.rows ?? [];
    return [
      {
        id: `project:${projectId}`,
        title: project.name,
        detail: projectId,
        group: shell.views.projects,
        icon: Boxes,
        run: open,
      },
      ...hooks.map((hook) => ({
        id: `webhook:${projectId}/${hook.object.id}`,
        title: String(hook.object.properties.name ?? hook.object.id),
        detail: project.name,
        group: projectWords.webhooks,
        icon: Webhook,
        run: () => {
          app.session.setState((state) => ({
            isRightPaneOpen: true,
            tabState: {
              ...state.tabState,
              [`project:${projectId}`]: { ...state.tabState[`project:${projectId}`], webhook: hook.object.id },
            },
          }));
          open();
        },
      })),
    ];
  });
}

function runPlaces(app: App): PaletteEntry[] {
  return Object.values(app.runs.getState().byId)
    .toSorted((a, b) => b.number - a.number)
    .map((run) => ({
      id: `run:${run.id}`,
      title: `Run ${run.number}`,
      detail: run.trigger.workflow,
      group: shell.views.runs,
      icon: Play,
      run: () => app.openTab({ kind: 'run', key: run.id }),
    }));
}
