import { CommandError } from '../../contract/errors.ts';
import {
  exactProperties,
  type JsonObject,
  mergeExact,
  type ObjectRecord,
  omitExact,
  withProperties,
} from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentOf } from '../environments/environment-vars.ts';
import { referencedVariable } from '../environments/variable-reference.ts';
import { forgetSecretName, nameSecrets } from './secret-names.ts';
import { createSigningKeyNames, type KeyHolder } from './signing-key-names.ts';

interface SigningKeyInput {
  property: string;
  value: string;
}

/** As `storeSigningKeys`, for one key of one webhook. */
export async function storeSigningKey(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  key: SigningKeyInput,
): Promise<ObjectRecord> {
  const [stored = webhook] = await storeSigningKeys(context, environment, [webhook], () => [key]);
  return stored;
}

/**
 * Gives records their signing keys without a secret reaching the files: a literal key goes to the secret store, and the
 * property becomes `{{ vars.<name> }}`. The name stays that of the record's last key, so that a receiver which reads it
 * goes on to match; a plain variable becomes a secret. A reference stays as it is; an empty key is kept empty (the
 * channel then skips the webhook, as Knock does). However many there are, secrets and environment are written once.
 */
export async function storeSigningKeys<R extends KeyHolder>(
  context: EngineContext,
  environment: string,
  holders: readonly R[],
  keysOf: (holder: R) => Iterable<SigningKeyInput>,
): Promise<R[]> {
  const names = createSigningKeyNames(context, environment, holders);
  const values = new Map<string, string>();
  const kept = holders.map((holder) => {
    let next = holder;
    for (const { property, value } of keysOf(holder)) {
      let text = value;
      if (value !== '' && referencedVariable(value) === null) {
        const name = names.own(next, property) ?? names.free(next, property);
        values.set(name, value);
        text = `{{ vars.${name} }}`;
      }
      next = withProperties(next, mergeExact(exactProperties<JsonObject>(next), { [property]: text }));
    }
    return next;
  });
  if (values.size > 0) {
    await context.secrets.setAll(environment, values);
    await nameSecrets(context, environment, [...values.keys()]);
  }
  return kept;
}

interface KeyRotation {
  property: string;
  newKey: string;
  validUntilMs: number | null;
}

/**
 * The webhook with a new key, and the one it had as its previous one. Where the variable of the key is the webhook's own,
 * it takes the new value, and the old one moves into a secret of its own: what reads the variable, such as a local
 * receiver, goes on to match. `finish` is called once that is stored: it drops the secret of a key that was being replaced
 * before. Throws `conflict` when the webhook has no key.
 */
export async function rotateSigningKey(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  { property, newKey, validUntilMs }: KeyRotation,
): Promise<{ object: ObjectRecord; finish(): Promise<void> }> {
  const current = webhook.properties[property];
  if (typeof current !== 'string' || current.trim() === '') {
    throw new CommandError('conflict', `The webhook "${webhook.id}" has no key in "${property}" to replace.`, {
      field: 'property',
    });
  }
  const previous = `previous_${property}`;
  const dropped = ownSecretName(context, environment, webhook, previous);
  const properties = omitExact(exactProperties(webhook), new Set([previous]));
  const kept = await storeSigningKey(context, environment, withProperties(webhook, properties), {
    property: previous,
    value: ownKeyValue(context, environment, webhook, property) ?? current,
  });
  const until = validUntilMs === null ? '' : new Date(validUntilMs).toISOString();
  const dated = withProperties(kept, mergeExact(exactProperties(kept), { [`${previous}_valid_until`]: until }));
  const object = await storeSigningKey(context, environment, dated, { property, value: newKey });
  return { object, finish: () => dropSecret(context, environment, object, dropped) };
}

/**
 * The webhook without the key that a rotation kept as its previous one. `finish` is called once that is stored: it drops
 * the secret of that key, where it is the webhook's own.
 */
export function endKeyRotation(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  property: string,
): { object: ObjectRecord; finish(): Promise<void> } {
  const previous = `previous_${property}`;
  const dropped = ownSecretName(context, environment, webhook, previous);
  const kept = omitExact(exactProperties(webhook), new Set([previous, `${previous}_valid_until`]));
  const object = withProperties(webhook, kept);
  return { object, finish: () => dropSecret(context, environment, object, dropped) };
}

/** Takes a secret away, unless the webhook as it is now still names it. */
async function dropSecret(
  context: EngineContext,
  environment: string,
  { properties }: ObjectRecord,
  name: string | null,
): Promise<void> {
  if (name === null || Object.values(properties).some((value) => referencedVariable(value) === name)) return;
  await context.secrets.remove(environment, name);
  await forgetSecretName(context, environment, name);
}

/** The value of the webhook's own variable; null = it has none, or an environment variable decides what it is. */
function ownKeyValue(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  property: string,
): string | null {
  const name = createSigningKeyNames(context, environment, [webhook]).own(webhook, property);
  if (name === null || context.secrets.source(environment, name) === 'variable') return null;
  const { variables } = environmentOf(context, environment);
  const value = variables[name] ?? context.secrets.get(environment, name);
  return value === undefined || value === '' ? null : value;
}

function ownSecretName(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  property: string,
): string | null {
  const name = createSigningKeyNames(context, environment, [webhook]).own(webhook, property);
  return name !== null && environmentOf(context, environment).secrets.includes(name) ? name : null;
}
