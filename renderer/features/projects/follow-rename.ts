import type { Rename } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { moveEntries } from '../../stores/follow-rename.ts';
import { unsavedForms } from './unsaved-forms.ts';

/** What was typed into forms of an environment's records is kept under the environment's key. */
export function followRename(app: App, { kind, from, to }: Rename): void {
  if (kind !== 'environment') return;
  for (const entries of Object.values(unsavedForms(app))) moveEntries(entries, from, to);
  app.session.setState(({ tabState }) => ({
    tabState: Object.fromEntries(
      Object.entries(tabState).map(([id, memory]) => {
        if (!id.startsWith('project:')) return [id, memory];
        const entries = new Map(Object.entries(memory));
        moveEntries(entries, from, to);
        return [id, Object.fromEntries(entries)];
      }),
    ),
  }));
}
