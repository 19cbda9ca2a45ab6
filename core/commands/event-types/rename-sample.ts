import { CommandError } from '../../contract/errors.ts';
import type { EventType, Scenario } from '../../model/index.ts';
import type { Workspace } from '../../workspace/index.ts';
import { allOrNothing } from '../all-or-nothing.ts';

/** The samples with the first of the name under another one. */
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
 * Renames a sample with the scenarios that use it, whose keys it gives. All of it or nothing. Throws `not-found` when there is no
 * such sample.
 */
export async function renameSample(
  workspace: Workspace,
  { eventType, from, to }: { eventType: string; from: string; to: string },
): Promise<{ scenarios: string[] }> {
  const before = workspace.get('event-type', eventType)?.value;
  if (before === undefined || !before.examples.some(({ name }) => name === from)) {
    throw new CommandError('not-found', `There is no sample "${from}" of the event type "${eventType}".`, {
      field: 'from',
    });
  }
  const users = workspace.documents().flatMap((document) => {
    const after = document.kind === 'scenario' ? withEventSample(document.value, eventType, from, to) : null;
    return after === null ? [] : [{ key: document.key, value: document.value, after }];
  });
  await allOrNothing(async (back) => {
    await workspace.put('event-type', eventType, withSampleName(before, from, to), null);
    back.push(() => workspace.put('event-type', eventType, before, null));
    for (const { key, value, after } of users) {
      await workspace.put('scenario', key, after, null);
      back.push(() => workspace.put('scenario', key, value, null));
    }
  });
  return { scenarios: users.map(({ key }) => key) };
}
