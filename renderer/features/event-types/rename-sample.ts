import type { EventType, Scenario } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { documentId, selectDocuments } from '../../stores/documents.ts';
import { tabId } from '../../stores/session.ts';
import { eventTypes as words } from '../../strings/event-types.ts';

/** The samples with one of them under another name. */
export function withSampleName(value: EventType, from: string, to: string): EventType {
  const at = value.examples.findIndex(({ name }) => name === from);
  const examples = value.examples.map((sample, index) => (index === at ? { ...sample, name: to } : sample));
  return { ...value, examples };
}

/** The scenario with its event's sample under another name; null when it does not use that sample. */
export function withEventSample(scenario: Scenario, eventType: string, from: string, to: string): Scenario | null {
  const { event } = scenario;
  const isIt = 'sample' in event && event.type === eventType && event.sample === from;
  return isIt ? { ...scenario, event: { ...event, sample: to } } : null;
}

/**
 * Renames a sample with the scenarios that use it; one step of the history takes all of that back. Gives how many
 * scenarios. Rejects with a `CommandError`.
 */
export async function renameSample(app: App, eventType: string, from: string, to: string): Promise<number> {
  await app.drafts.flush();
  const documents = app.documents.getState();
  const document = documents.byId[documentId('event-type', eventType)];
  if (document?.kind !== 'event-type') return 0;
  const scenarios = selectDocuments(documents, 'scenario').flatMap(({ key, value }) => {
    const after = withEventSample(value, eventType, from, to);
    return after === null ? [] : [{ kind: 'scenario' as const, key, before: value, after }];
  });
  const after = withSampleName(document.value, from, to);
  const steps = [{ kind: 'event-type' as const, key: eventType, before: document.value, after }, ...scenarios];
  const write = async (side: 'before' | 'after'): Promise<void> => {
    for (const { kind, key, ...sides } of steps) {
      await app.engine.call('documents.put', { kind, key, value: sides[side], baseRevision: null });
    }
  };
  await app.history.perform({
    label: words.renameSampleLabel(from, to),
    redo: () => write('after'),
    undo: () => write('before'),
  });
  moveTypedText(app, tabId({ kind: 'event-type', key: eventType }), from, to);
  return scenarios.length;
}

/** Text that could not be read yet is remembered under the sample's name. */
function moveTypedText(app: App, tab: string, from: string, to: string): void {
  app.session.setState((state) => {
    const { [`json:sample/${from}`]: typed = null, ...rest } = state.tabState[tab] ?? {};
    return { tabState: { ...state.tabState, [tab]: { ...rest, [`json:sample/${to}`]: typed } } };
  });
}
