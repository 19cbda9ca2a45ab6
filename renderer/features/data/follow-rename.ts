import type { Rename } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { recordMemory, recordSetId } from './record-set.ts';

/** The record that is looked at, and what was typed into its properties, go on under its new id. */
export function followRename({ session }: App, rename: Rename): void {
  if (rename.kind !== 'object' || rename.environment !== session.getState().environment) return;
  const { environment, collection, from, to } = rename;
  const set = recordSetId({ kind: 'objects', collection });
  const [before, after] = [from, to].map((id) => recordMemory(environment, { collection, id }));
  session.setState(({ tabState }) => {
    const id = tabId({ kind: 'data', key: '' });
    const { [id]: memory } = tabState;
    if (memory === undefined || before === undefined || after === undefined) return {};
    const { [before]: typed, ...others } = memory;
    return {
      tabState: {
        ...tabState,
        [id]: {
          ...others,
          ...(typed === undefined ? {} : { [after]: typed }),
          ...(memory.set === set && memory.record === from ? { record: to } : {}),
        },
      },
    };
  });
}
