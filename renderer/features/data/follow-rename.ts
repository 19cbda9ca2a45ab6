import type { Rename } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { recordMemory, recordSetId, setOfCollection } from './record-set.ts';

/** The record that is looked at, and what was typed into its properties, go on under its new id. */
export function followRename({ session }: App, rename: Rename): void {
  if (rename.kind !== 'recipient' || rename.environment !== session.getState().environment) return;
  const { environment, collection, from, to } = rename;
  const set = recordSetId(setOfCollection(collection));
  const [before, after] = [from, to].map((id) =>
    recordMemory(environment, collection === null ? id : { collection, id }),
  );
  session.setState(({ tabState }) => {
    const id = tabId({ kind: 'data', key: '' });
    const { [id]: memory } = tabState;
    if (memory === undefined || before === undefined || after === undefined) return {};
    const { [before]: typed, ...others } = memory;
    // The users, before anything else was chosen.
    const shown = memory.set ?? recordSetId({ kind: 'users' });
    return {
      tabState: {
        ...tabState,
        [id]: {
          ...others,
          ...(typed === undefined ? {} : { [after]: typed }),
          ...(shown === set && memory.record === from ? { record: to } : {}),
        },
      },
    };
  });
}
