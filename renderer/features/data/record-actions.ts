import type { ObjectReference, RecipientReference, SubscriptionRecord } from '../../../core/contract/index.ts';
import { recipientKey } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { attempt } from '../../stores/attempt.ts';
import { data as words } from '../../strings/data.ts';
import { ui } from '../../strings/ui.ts';
import { getRecord, putRecord, type Removed, removeRecord } from './record-calls.ts';
import type { RecordSet } from './record-set.ts';

/** Adds one without properties; undo takes it away. False when there is one of that id: nothing has changed then. */
export async function addRecord(app: App, environment: string, set: RecordSet, id: string): Promise<boolean> {
  if ((await getRecord(app.engine, environment, set, id)) !== null) return false;
  await app.history.perform({
    label: words.addLabel(id),
    redo: () => putRecord(app.engine, environment, set, { id, properties: {} }),
    undo: async () => void (await removeRecord(app.engine, environment, set, id)),
  });
  return true;
}

/** Of a record's row in the table. */
export function recordRowId(id: string): string {
  return `record:${id}`;
}

/** Removes it with its subscriptions; undo brings all of that back. */
export function deleteRecord(app: App, environment: string, set: RecordSet, id: string): Promise<void> {
  return attempt(
    app,
    async () => {
      let snapshot: Removed | null = null;
      await app.history.perform({
        label: words.deleteLabel(id),
        redo: async () => {
          snapshot = await removeRecord(app.engine, environment, set, id);
        },
        undo: async () => {
          if (snapshot !== null) await app.engine.call('data.restore', { environment, snapshot });
        },
      });
      app.toast(words.deleted(id), { label: ui.undo, run: () => void app.history.undo() });
    },
    recordRowId(id),
  );
}

/** False when it is subscribed already: its properties stay then. Rejects with a `CommandError`. */
export async function subscribe(
  app: App,
  environment: string,
  object: ObjectReference,
  recipient: RecipientReference,
): Promise<boolean> {
  const known = await app.engine.call('subscriptions.list', { environment, object, recipient });
  if (known.length > 0) return false;
  const subscription: SubscriptionRecord = { object, recipient, properties: null };
  await app.history.perform({
    label: words.subscribeLabel(recipientKey(recipient), recipientKey(object)),
    redo: async () => void (await app.engine.call('subscriptions.put', { environment, subscription })),
    undo: async () => void (await app.engine.call('subscriptions.remove', { environment, object, recipient })),
  });
  return true;
}

export function unsubscribe(app: App, environment: string, { object, recipient }: SubscriptionRecord): Promise<void> {
  return attempt(app, async () => {
    const [what, to] = [recipientKey(recipient), recipientKey(object)];
    let snapshot: Removed | null = null;
    await app.history.perform({
      label: words.unsubscribeLabel(what, to),
      redo: async () => {
        snapshot = await app.engine.call('subscriptions.remove', { environment, object, recipient });
      },
      undo: async () => {
        if (snapshot !== null) await app.engine.call('data.restore', { environment, snapshot });
      },
    });
    app.toast(words.unsubscribed(what, to), { label: ui.undo, run: () => void app.history.undo() });
  });
}
