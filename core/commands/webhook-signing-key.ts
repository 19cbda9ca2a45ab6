import type { JsonValue, ObjectRecord } from '../model/index.ts';
import type { EngineContext } from './engine-context.ts';
import { environmentOf } from './environment-vars.ts';
import { nameSecret } from './secret-names.ts';
import { referencedVariable } from './variable-reference.ts';

interface SigningKeyInput {
  property: string;
  value: string;
}

/**
 * Gives the webhook its signing key without a secret reaching the files: a literal key goes to the secret store under
 * a name of its own, and the property becomes `{{ vars.<name> }}`. A reference stays as it is; an empty key is kept
 * empty (the channel then skips the webhook, as Knock does).
 */
export async function storeSigningKey(
  context: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  { property, value }: SigningKeyInput,
): Promise<ObjectRecord> {
  const withKey = (text: JsonValue) => ({ ...webhook, properties: { ...webhook.properties, [property]: text } });
  if (value === '' || referencedVariable(value) !== null) return withKey(value);
  const name =
    ownSecretName(context, environment, webhook, property) ?? freeName(context, environment, webhook, property);
  await context.secrets.set(environment, name, value);
  await nameSecret(context, environment, name);
  return withKey(`{{ vars.${name} }}`);
}

/** The secret that the stored webhook refers to already, unless somebody else refers to it as well. */
function ownSecretName(
  { workspace }: EngineContext,
  environment: string,
  webhook: ObjectRecord,
  property: string,
): string | null {
  const data = workspace.data(environment);
  const name = referencedVariable(
    data.object({ collection: webhook.collection, id: webhook.id })?.properties[property],
  );
  if (name === null || !environmentOf({ workspace }, environment).secrets.includes(name)) return null;
  for (const { collection } of data.collections()) {
    for (const other of data.objects(collection)) {
      if (other.collection === webhook.collection && other.id === webhook.id) continue;
      if (Object.values(other.properties).some((value) => referencedVariable(value) === name)) return null;
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
