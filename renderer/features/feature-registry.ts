import type { ViewId } from '../stores/session.ts';
import { feature as channelStudio } from './channel-studio/index.ts';
import { feature as data } from './data/index.ts';
import { feature as deliveries } from './deliveries/index.ts';
import { feature as eventTypes } from './event-types/index.ts';
import type { Feature, TabDocument } from './feature.ts';
import { feature as knockApi } from './knock-api/index.ts';
import { feature as projects } from './projects/index.ts';
import { feature as receivers } from './receivers/index.ts';
import { feature as runs } from './runs/index.ts';
import { feature as settings } from './settings/index.ts';
import { feature as signatures } from './signatures/index.ts';
import { feature as workflows } from './workflows/index.ts';

export const features: readonly Feature[] = [
  projects,
  data,
  eventTypes,
  settings,
  channelStudio,
  workflows,
  runs,
  receivers,
  deliveries,
  signatures,
  knockApi,
];

export function findView(id: ViewId): Feature['view'] {
  return features.find((feature) => feature.view?.id === id)?.view ?? null;
}

export function findTabDocument(kind: string): TabDocument | undefined {
  return features.find((feature) => Object.hasOwn(feature.documents, kind))?.documents[kind];
}
