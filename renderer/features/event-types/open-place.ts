import type { WorkspaceProblem } from '../../../core/contract/index.ts';
import { goToPlaceWhenShown } from '../../editor/caret-follow.ts';
import { textModelUri } from '../../editor/text-models.ts';
import type { App } from '../../stores/app.ts';
import { selectDocument } from '../../stores/documents.ts';
import { sampleIds } from './samples.ts';

type EventTypePlace = NonNullable<WorkspaceProblem['eventType']>;

/** Opens an event type at a value of its schema or of one of its samples, with the caret on it. */
export function openEventTypePlace(app: App, { key, sample, place }: EventTypePlace): void {
  app.openTab({ kind: 'event-type', key });
  const examples = selectDocument(app.documents.getState(), 'event-type', key)?.value.examples ?? [];
  const id = sample === null ? null : sampleIds(examples)[sample];
  const tabId = app.session.getState().activeTabId;
  // It may have been removed meanwhile.
  if (id === undefined || tabId === null) return;
  const shown = id === null ? { section: 'schema' } : { section: 'samples', sample: id };
  app.session.setState((state) => ({
    tabState: { ...state.tabState, [tabId]: { ...state.tabState[tabId], ...shown } },
  }));
  if (place !== null)
    goToPlaceWhenShown(textModelUri('event-type', key, id === null ? 'schema' : `sample/${id}`), place);
}
