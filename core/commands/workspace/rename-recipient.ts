import { CommandError } from '../../contract/errors.ts';
import {
  exactRecipients,
  heldRecipients,
  type RecipientReference,
  type RecipientRename,
  recipientAfter,
  recipientKey,
  type Scenario,
  type TriggerRecipient,
  tenantCollection,
  withId,
} from '../../model/index.ts';
import type { EnvironmentData } from '../../workspace/index.ts';
import { allOrNothing } from '../all-or-nothing.ts';
import type { EngineContext } from '../engine-context.ts';
import { renameSigningKeys } from '../secrets/rename-signing-keys.ts';
import { tellRenamed } from '../tell-renamed.ts';

interface GivenId {
  environment: string;
  recipient: RecipientReference;
  id: string;
}

/**
 * Gives a user, tenant or object another id, in its subscriptions and in the environment's scenarios too: all of it or nothing.
 * Keys that are named after an object, and that nothing else reads, are named anew. Gives the scenarios' keys. Rejects with
 * `not-found`, and with `conflict` for an id that is taken.
 */
export async function renameRecipient(
  context: EngineContext,
  { environment, recipient, id }: GivenId,
): Promise<string[]> {
  const { workspace } = context;
  const data = workspace.data(environment);
  const { collection = null, id: before } = typeof recipient === 'string' ? { id: recipient } : recipient;
  if (before === id) return [];
  const to = withId(recipient, id);
  if (!isThere(data, recipient)) {
    throw new CommandError('not-found', `There is no ${wordsOf(recipient)}.`, { field: 'recipient' });
  }
  if (isThere(data, to)) {
    const article = typeof to === 'string' || to.collection === tenantCollection ? 'a' : 'an';
    throw new CommandError('conflict', `There is ${article} ${wordsOf(to)} already. Choose another id.`, {
      field: 'id',
    });
  }
  const tell = (from: string, now: string): void =>
    tellRenamed(context, { kind: 'recipient', environment, collection, from, to: now });
  const rewritten: string[] = [];
  // Told before it is written: a window that follows at once shows no moment without the record.
  tell(before, id);
  try {
    await allOrNothing(async (back) => {
      await data.renameRecipient(recipient, id);
      back.push(() => data.renameRecipient(to, before));
      for (const document of workspace.documents()) {
        if (document.kind !== 'scenario' || document.value.environment !== environment) continue;
        const { key, value } = document;
        const renamed = withRecipientRenamed(value, { collection, from: before, to: id });
        if (renamed === value) continue;
        await workspace.put('scenario', key, renamed, null);
        back.push(() => workspace.put('scenario', key, value, null));
        rewritten.push(key);
      }
    });
  } catch (error) {
    tell(id, before);
    throw error;
  }
  if (typeof to !== 'string') await renameSigningKeys(context, environment, to, before);
  return rewritten;
}

function wordsOf(recipient: RecipientReference): string {
  if (typeof recipient === 'string') return `user "${recipient}"`;
  return recipient.collection === tenantCollection ? `tenant "${recipient.id}"` : `object "${recipientKey(recipient)}"`;
}

function isThere(data: EnvironmentData, recipient: RecipientReference): boolean {
  return (typeof recipient === 'string' ? data.user(recipient) : data.object(recipient)) !== null;
}

/** The same scenario when it does not name the recipient. */
function withRecipientRenamed(scenario: Scenario, rename: Omit<RecipientRename, 'kind' | 'environment'>): Scenario {
  let isNamed = false;
  const renamed = <R extends TriggerRecipient>(recipient: R): R => {
    const after = recipientAfter(recipient, rename);
    if (after !== recipient) isNamed = true;
    return after;
  };
  const isItsTenant = rename.collection === tenantCollection && scenario.tenant === rename.from;
  const { recipientsText: _, ...rest } = scenario;
  const { recipients, recipientsText } = heldRecipients(exactRecipients(scenario).map(renamed));
  const next: Scenario = {
    ...rest,
    recipients,
    ...(recipientsText === undefined ? {} : { recipientsText }),
    actor: scenario.actor === null ? null : renamed(scenario.actor),
    tenant: isItsTenant ? rename.to : scenario.tenant,
    expectations: scenario.expectations.map((expectation) => ({
      ...expectation,
      recipient: renamed(expectation.recipient),
    })),
  };
  return isNamed || isItsTenant ? next : scenario;
}
