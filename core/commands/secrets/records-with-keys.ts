import {
  type ObjectRecord,
  type TenantRecord,
  tenantCollection,
  type UserRecord,
  withEveryNumberGiven,
} from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import type { KeyHolder } from './signing-key-names.ts';
import { signingKeyProperties } from './signing-key-properties.ts';
import { storeSigningKeys } from './webhook-signing-key.ts';

export interface RecordsWithKeys {
  objects?: readonly ObjectRecord[];
  users?: readonly UserRecord[];
  tenants?: readonly TenantRecord[];
}

/** The records as they may be written: literal signing keys go to the secrets, as one typed into a webhook's form does. */
export async function withKeysStored(
  context: EngineContext,
  environment: string,
  { objects, users, tenants }: RecordsWithKeys,
): Promise<{ objects: ObjectRecord[]; users: UserRecord[]; tenants: TenantRecord[] }> {
  const names = signingKeyProperties(context.workspace);
  const kept = async <R extends KeyHolder>(holders: readonly R[] = [], properties: ReadonlySet<string>) => {
    const stored = await storeSigningKeys(context, environment, holders, (holder) => keysOf(holder, properties));
    // Storing a key takes the text of the others' numbers for granted.
    return stored.map(withEveryNumberGiven);
  };
  const tenantObjects = tenants?.map((tenant) => ({ collection: tenantCollection, ...tenant }));
  return {
    objects: await kept(objects, names.recipients),
    users: await kept(users, names.recipients),
    tenants: (await kept(tenantObjects, names.tenants)).map(({ collection: _, ...tenant }) => tenant),
  };
}

function* keysOf(
  { properties }: KeyHolder,
  names: ReadonlySet<string>,
): Generator<{ property: string; value: string }> {
  for (const property of names) {
    const value = Object.hasOwn(properties, property) ? properties[property] : undefined;
    if (typeof value === 'string') yield { property, value };
  }
}
