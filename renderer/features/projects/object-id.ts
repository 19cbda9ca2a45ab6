import type { ObjectReference } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { isMadeOf, slugOf } from '../../stores/document-actions.ts';
import { projects as words } from '../../strings/projects.ts';
import { ui } from '../../strings/ui.ts';

/** `name`, `name-2`, … whichever no object of the collection has. */
export async function freeObjectId(
  app: App,
  environment: string,
  { collection, name, fallback }: { collection: string; name: string; fallback: string },
): Promise<string> {
  const base = slugOf(name) || fallback;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    const found = await app.engine.call('objects.get', { environment, object: { collection, id } });
    if (found === null) return id;
  }
}

/**
 * Gives a project or webhook that still has the id it was made with, such as `new-webhook-2`, one of the name it has got
 * since; one step to undo. Rejects with a `CommandError`.
 */
export async function takeIdFromName(
  app: App,
  environment: string,
  { object, name, newName }: { object: ObjectReference; name: string; newName: string },
): Promise<void> {
  const { collection, id: from } = object;
  if (!isMadeOf(from, newName) || slugOf(name) === '' || isMadeOf(slugOf(name), newName)) return;
  const to = await freeObjectId(app, environment, { collection, name, fallback: from });
  const move = async (source: string, target: string): Promise<void> =>
    void (await app.engine.call('objects.rename', { environment, object: { collection, id: source }, id: target }));
  await app.history.perform({
    label: words.newIdLabel(from, to),
    redo: () => move(from, to),
    undo: () => move(to, from),
  });
  app.toast(words.idIsNow(to), { label: ui.undo, run: () => void app.history.undo() });
}
