import type { RecipientRename, Rename } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { moveEntries } from '../../stores/follow-rename.ts';
import { renameTab } from '../../stores/session.ts';
import { collectionsOf } from './collections.ts';
import { moveForm, unfitMemory, unsavedForms } from './unsaved-forms.ts';

/** What was typed into forms of an environment's records is kept under the environment's key. */
export function followRename(app: App, rename: Rename): void {
  if (rename.kind === 'recipient') followRecipientRename(app, rename);
  if (rename.kind !== 'environment') return;
  const { from, to } = rename;
  for (const entries of Object.values(unsavedForms(app))) moveEntries(entries, from, to);
  app.session.setState(({ tabState }) => ({
    tabState: Object.fromEntries(
      Object.entries(tabState).map(([id, memory]) => {
        if (!id.startsWith('project:') && id !== unfitMemory) return [id, memory];
        const entries = new Map(Object.entries(memory));
        moveEntries(entries, from, to);
        return [id, Object.fromEntries(entries)];
      }),
    ),
  }));
}

/** The project's tab, the webhook that is chosen in one, and what was typed into its form go on under the new id. */
function followRecipientRename(app: App, { environment, collection, from, to }: RecipientRename): void {
  const { projects, webhooks } = collectionsOf(app);
  if (collection === webhooks) moveForm(app, `${environment}/${from}`, `${environment}/${to}`);
  if (environment !== app.session.getState().environment) return;
  if (collection === projects) app.session.setState((state) => renameTab(state, { kind: 'project', key: from }, to));
  if (collection !== webhooks) return;
  app.session.setState(({ tabState }) => ({
    tabState: Object.fromEntries(
      Object.entries(tabState).map(([id, memory]) => [
        id,
        id.startsWith('project:') && memory.webhook === from ? { ...memory, webhook: to } : memory,
      ]),
    ),
  }));
}
