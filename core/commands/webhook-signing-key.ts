import { CommandError } from '../contract/errors.ts';
import {
  exactProperties,
  type JsonValue,
  mergeExact,
  type ObjectRecord,
  omitExact,
  withProperties,
} from '../model/index.ts';
import type { EngineContext } from './engine-context.ts';
import { environmentOf } from './environment-vars.ts';
import { forgetSecretName, nameSecret } from './secret-names.ts';
import { referencedVariable } from './variable-reference.ts';

interface SigningKeyInput {
  property: string;
  value: string;
}

/**
 * Gives the webhook its signing key without a secret reaching the files: a literal key goes to the secret store, and the
 * property becomes `{{ vars.<name> }}`. The name stays that of the webhook's last key, so that a receiver which reads it
 * goes on to match; a plain variable becomes a secret. A reference stays as it is; an empty key is kept empty (the
 * channel then skips the webhook, as Knock does).
 */
export async function storeSigningKey(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  { property, value }: SigningKeyInput,
): Promise<ObjectRecord> {
  const withKey = (text: JsonValue) =>
    withProperties(webhook, mergeExact(exactProperties(webhook), { [property]: text }));
  if (value === '' || referencedVariable(value) !== null) return withKey(value);
  const name =
    ownVariableName(context, environment, webhook, property) ?? freeName(context, environment, webhook, property);
  await context.secrets.set(environment, name, value);
  await nameSecret(context, environment, name);
  return withKey(`{{ vars.${name} }}`);
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
  return {
    object,
    async finish() {
      if (dropped === null || Object.values(object.properties).some((value) => referencedVariable(value) === dropped)) {
        return;
      }
      await context.secrets.remove(environment, dropped);
      await forgetSecretName(context, environment, dropped);
    },
  };
}

/** The value of the webhook's own variable; null = it has none, or an environment variable decides what it is. */
function ownKeyValue(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  property: string,
): string | null {
  const name = ownVariableName(context, environment, webhook, property);
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
  const name = ownVariableName(context, environment, webhook, property);
  return name !== null && environmentOf(context, environment).secrets.includes(name) ? name : null;
}

/**
 * The variable, plain or secret, that the stored webhook refers to already, unless another webhook, or another of its
 * own keys, does as well: theirs must not change with it.
 */
function ownVariableName(
  { workspace }: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  property: string,
): string | null {
  const data = workspace.data(environment);
  const stored = data.object({ collection: webhook.collection, id: webhook.id });
  const name = referencedVariable(stored?.properties[property]);
  if (name === null) return null;
  const { secrets, variables } = environmentOf({ workspace }, environment);
  if (!secrets.includes(name) && !Object.hasOwn(variables, name)) return null;
  const isNamed = (properties: ObjectRecord['properties'], except: string | null) =>
    Object.entries(properties).some(([key, value]) => key !== except && referencedVariable(value) === name);
  if (isNamed(webhook.properties, property)) return null;
  for (const { collection } of data.collections()) {
    for (const other of data.objects(collection)) {
      if (other.collection === webhook.collection && other.id === webhook.id) continue;
      if (isNamed(other.properties, null)) return null;
    }
  }
  return name;
}

function freeName(context: EngineContext, environment: string, webhook: ObjectRecord, property: string): string {
  const { variables, secrets } = environmentOf(context, environment);
  const taken = new Set([...Object.keys(variables), ...secrets, ...context.secrets.names(environment)]);
  const base = `${webhook.id}_${property}`
    .replace(/[^A-Za-z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_')
    .slice(0, 120);
  for (let number = 2, name = base; ; name = `${base}_${number++}`) if (!taken.has(name)) return name;
}
