import { type ObjectReference, type RecipientReference, withId } from '../../core/contract/index.ts';
import type { App } from '../stores/app.ts';
import { idOf, isNamedAnew } from '../stores/document-actions.ts';
import { recipients as words } from '../strings/recipients.ts';
import { ui } from '../strings/ui.ts';

/** `name`, `name-2`, … whichever no object of the collection has. */
export async function freeObjectId(
  app: App,
  environment: string,
  { collection, name, fallback }: { collection: string; name: string; fallback: string },
): Promise<string> {
  const base = idOf(name) || fallback;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    const found = await app.engine.call('objects.get', { environment, object: { collection, id } });
    if (found === null) return id;
  }
}

/**
 * Gives a user, tenant or object another id, in its subscriptions and scenarios too; one step to undo. The engine tells all
 * windows, which follow. Rejects with a `CommandError`; then nothing has changed.
 */
export async function giveId(app: App, environment: string, recipient: RecipientReference, id: string): Promise<void> {
  const before = typeof recipient === 'string' ? recipient : recipient.id;
  const move = async (from: string, to: string): Promise<void> =>
    void (await app.engine.call('recipients.rename', { environment, recipient: withId(recipient, from), id: to }));
  await app.history.perform({
    label: words.newIdLabel(before, id),
    redo: () => move(before, id),
    undo: () => move(id, before),
  });
  app.toast(words.idIsNow(id), { label: ui.undo, run: () => void app.history.undo() });
}

/** As `giveId`, for what still has the id it was made with, such as `new-webhook-2`: an id of the name it has got since. */
export async function takeIdFromName(
  app: App,
  environment: string,
  { object, name, newName }: { object: ObjectReference; name: string; newName: string },
): Promise<void> {
  const { collection, id } = object;
  if (!isNamedAnew(id, idOf(name), newName)) return;
  await giveId(app, environment, object, await freeObjectId(app, environment, { collection, name, fallback: id }));
}
