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
  Workflow,
} from 'lucide-react';
import type { DocumentKind } from '../../core/contract/index.ts';
import type { PaletteEntry } from '../commands/palette-entry.ts';
import { webhookPlace } from '../features/projects/webhook-places.ts';
import type { App } from '../stores/app.ts';
import { webhooksId } from '../stores/data.ts';
import { documentName } from '../stores/documents.ts';
import { frame } from '../strings/frame.ts';
import { projects as projectWords } from '../strings/projects.ts';

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
    const hooks = webhooks[webhooksId(environment, projectId)]?.rows ?? [];
    return [
      {
        id: `project:${projectId}`,
        title: project.name,
        detail: projectId,
        group: frame.views.projects,
        icon: Boxes,
        run: () => app.openTab({ kind: 'project', key: projectId }),
      },
      ...hooks.map(({ object }) => webhookPlace(app, object, { id: projectId, name: project.name })),
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
      group: frame.views.runs,
      icon: Play,
      run: () => app.openTab({ kind: 'run', key: run.id }),
    }));
}
