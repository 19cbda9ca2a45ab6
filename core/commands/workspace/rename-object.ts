import { CommandError } from '../../contract/errors.ts';
import {
  exactRecipients,
  heldRecipients,
  type ObjectReference,
  recipientAfter,
  recipientKey,
  type Scenario,
  type TriggerRecipient,
} from '../../model/index.ts';
import { allOrNothing } from '../all-or-nothing.ts';
import type { EngineContext } from '../engine-context.ts';
import { renameSigningKeys } from '../secrets/rename-signing-keys.ts';
import { tellRenamed } from '../tell-renamed.ts';

interface ObjectRename {
  environment: string;
  object: ObjectReference;
  id: string;
}

/**
 * Gives an object another id, in its subscriptions and in the environment's scenarios too: all of it or nothing. Keys that
 * are named after the object, and that nothing else reads, are named anew. Gives the scenarios' keys. Rejects with
 * `not-found`, and with `conflict` for an id that is taken.
 */
export async function renameObject(context: EngineContext, rename: ObjectRename): Promise<string[]> {
  const { workspace } = context;
  const { environment, object, id } = rename;
  const data = workspace.data(environment);
  if (object.id === id) return [];
  const to = { collection: object.collection, id };
  if (data.object(object) === null) {
    throw new CommandError('not-found', `There is no object "${recipientKey(object)}".`, { field: 'object' });
  }
  if (data.object(to) !== null) {
    throw new CommandError('conflict', `There is an object "${recipientKey(to)}" already. Choose another id.`, {
      field: 'id',
    });
  }
  const tell = (from: string, now: string): void =>
    tellRenamed(context, { kind: 'object', environment, collection: object.collection, from, to: now });
  const rewritten: string[] = [];
  // Told before it is written: a window that follows at once shows no moment without the object.
  tell(object.id, id);
  try {
    await allOrNothing(async (back) => {
      await data.renameObject(object, id);
      back.push(() => data.renameObject(to, object.id));
      for (const document of workspace.documents()) {
        if (document.kind !== 'scenario' || document.value.environment !== environment) continue;
        const { key, value } = document;
        const renamed = withObjectRenamed(value, object, id);
        if (renamed === value) continue;
        await workspace.put('scenario', key, renamed, null);
        back.push(() => workspace.put('scenario', key, value, null));
        rewritten.push(key);
      }
    });
  } catch (error) {
    tell(id, object.id);
    throw error;
  }
  await renameSigningKeys(context, environment, to, object.id);
  return rewritten;
}

/** The same scenario when it does not name the object. */
function withObjectRenamed(scenario: Scenario, { collection, id: from }: ObjectReference, to: string): Scenario {
  let isNamed = false;
  const renamed = <R extends TriggerRecipient>(recipient: R): R => {
    const after = recipientAfter(recipient, { collection, from, to });
    if (after !== recipient) isNamed = true;
    return after;
  };
  const { recipientsText: _, ...rest } = scenario;
  const { recipients, recipientsText } = heldRecipients(exactRecipients(scenario).map(renamed));
  const next: Scenario = {
    ...rest,
    recipients,
    ...(recipientsText === undefined ? {} : { recipientsText }),
    actor: scenario.actor === null ? null : renamed(scenario.actor),
    expectations: scenario.expectations.map((expectation) => ({
      ...expectation,
      recipient: renamed(expectation.recipient),
    })),
  };
  return isNamed ? next : scenario;
}
