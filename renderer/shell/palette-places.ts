import { Boxes, Play } from 'lucide-react';
import type { DocumentKind } from '../../core/contract/index.ts';
import type { PaletteEntry } from '../commands/palette-entry.ts';
import { findTabDocument } from '../features/feature-registry.ts';
import { webhookPlace } from '../features/projects/webhook-places.ts';
import type { App } from '../stores/app.ts';
import { webhooksId } from '../stores/data.ts';
import { documentName } from '../stores/documents.ts';
import type { ViewId } from '../stores/session.ts';
import { frame } from '../strings/frame.ts';
import { projects as projectWords } from '../strings/projects.ts';

/** Whose side list has documents of the kind; null = none has. The settings are a command, not a place. */
const viewsOfKinds: Readonly<Record<Exclude<DocumentKind, 'settings'>, ViewId | null>> = {
  channel: 'channels',
  partial: 'channels',
  workflow: 'workflows',
  scenario: 'runs',
  receiver: 'receivers',
  'event-type': 'projects',
  'signature-scheme': 'signatures',
  environment: null,
};

/** Everything the stores know that has a tab of its own. Features add what they alone can find. */
export function knownPlaces(app: App): PaletteEntry[] {
  return [...documentPlaces(app), ...projectPlaces(app), ...runPlaces(app)];
}

function documentPlaces(app: App): PaletteEntry[] {
  return Object.values(app.documents.getState().byId).flatMap((document) => {
    const { kind, key } = document;
    if (kind === 'settings') return [];
    const icon = findTabDocument(kind)?.icon;
    const view = viewsOfKinds[kind];
    return [
      {
        id: `document:${kind}/${key}`,
        title: documentName(document),
        detail: key,
        group: projectWords.kinds[kind],
        ...(icon === undefined ? {} : { icon }),
        ...(view === null ? {} : { view }),
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
        view: 'projects' as const,
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
      view: 'runs',
      run: () => app.openTab({ kind: 'run', key: run.id }),
    }));
}
