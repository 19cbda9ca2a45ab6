import type { ViewId } from '../stores/session.ts';
import type { Feature, TabDocument } from './feature.ts';
import { feature as projects } from './projects/index.ts';
import { feature as settings } from './settings/index.ts';

// Each of these folders exports `feature` from its index.ts; a folder that is not there yet is left out.
const found = import.meta.glob<{ feature: Feature }>(
  './{channel-studio,workflows,runs,receivers,deliveries,signatures}/index.ts',
  { eager: true },
);

export const features: readonly Feature[] = [
  projects,
  settings,
  ...Object.values(found).map((module) => module.feature),
];

export function findView(id: ViewId): Feature['view'] {
  return features.find((feature) => feature.view?.id === id)?.view ?? null;
}

export function findTabDocument(kind: string): TabDocument | undefined {
  return features.find((feature) => Object.hasOwn(feature.documents, kind))?.documents[kind];
}
