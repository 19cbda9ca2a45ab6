import { type Rename, readSampleKey } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { eventTypes as words } from '../../strings/event-types.ts';

/**
 * Renames a sample with the scenarios that use it; one step of the history takes all of that back. Gives how many
 * scenarios. Rejects with a `CommandError`.
 */
export async function renameSample(app: App, eventType: string, from: string, to: string): Promise<number> {
  await app.drafts.flush();
  let count = 0;
  const move = async (source: string, target: string): Promise<void> => {
    const { scenarios } = await app.engine.call('eventTypes.renameSample', { eventType, from: source, to: target });
    count = scenarios.length;
  };
  await app.history.perform({
    label: words.renameSampleLabel(from, to),
    redo: () => move(from, to),
    undo: () => move(to, from),
  });
  return count;
}

/** Text that could not be read yet is remembered under the sample's name; and so is which sample is shown. */
export function followRename({ session }: App, { kind, from, to }: Rename): void {
  const [before, after] = [readSampleKey(from), readSampleKey(to)];
  if (kind !== 'sample' || before === null || after === null) return;
  const id = tabId({ kind: 'event-type', key: before.eventType });
  session.setState(({ tabState }) => {
    const memory = tabState[id];
    if (memory === undefined) return {};
    const { [`json:sample/${before.sample}`]: typed = null, ...rest } = memory;
    const chosen = rest.sample === before.sample ? { sample: after.sample } : {};
    return { tabState: { ...tabState, [id]: { ...rest, ...chosen, [`json:sample/${after.sample}`]: typed } } };
  });
}
