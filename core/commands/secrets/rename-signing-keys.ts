import { exactProperties, mergeExact, type ObjectReference, withProperties } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentOf } from '../environments/environment-vars.ts';
import { forgetSecretName, nameSecrets } from './secret-names.ts';
import { createSigningKeyNames, signingKeyName } from './signing-key-names.ts';

/**
 * After an object has got another id: its secrets that were named after the old one, and that no other record and no document
 * reads, are named after the new one. One whose value comes from outside, as in CI, keeps its name.
 */
export async function renameSigningKeys(
  context: EngineContext,
  environment: string,
  reference: ObjectReference,
  oldId: string,
): Promise<void> {
  const { workspace, secrets } = context;
  const data = workspace.data(environment);
  let object = data.object(reference);
  for (const property of Object.keys(object?.properties ?? {})) {
    if (object === null) return;
    const names = createSigningKeyNames(context, environment, [object]);
    const name = names.own(object, property);
    if (name === null || !isNamedAfter(name, signingKeyName(oldId, property))) continue;
    if (!environmentOf(context, environment).secrets.includes(name) || isReadByDocument(context, name)) continue;
    const value = secrets.source(environment, name) === 'variable' ? undefined : secrets.get(environment, name);
    if (value === undefined) continue;
    const next = names.free(object, property);
    await secrets.setAll(environment, new Map([[next, value]]));
    await nameSecrets(context, environment, [next]);
    object = withProperties(object, mergeExact(exactProperties(object), { [property]: `{{ vars.${next} }}` }));
    await data.putObject(object);
    await secrets.remove(environment, name);
    await forgetSecretName(context, environment, name);
  }
}

/** `acme_signing_key`, `acme_signing_key_2`, … */
function isNamedAfter(name: string, base: string): boolean {
  return name === base || (name.startsWith(`${base}_`) && /^\d+$/.test(name.slice(base.length + 1)));
}

function isReadByDocument({ workspace }: EngineContext, name: string): boolean {
  const use = new RegExp(`\\bvars\\.${name}\\b`);
  // Event types have no templates, and may have megabytes.
  return workspace.documents().some(({ kind, value }) => kind !== 'event-type' && use.test(JSON.stringify(value)));
}
