import {
  type JsonObject,
  type ObjectRecord,
  recipientKey,
  tenantCollection,
  type UserRecord,
} from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentOf } from '../environments/environment-vars.ts';
import { referencedVariable } from '../environments/variable-reference.ts';

/** Who may have a signing key among its properties: an object, a user, or a tenant as an object of "$tenants". */
export type KeyHolder = ObjectRecord | UserRecord;

export interface SigningKeyNames {
  /**
   * The variable, plain or secret, that the stored record refers to already, unless another record, or another of its own
   * keys, does as well: theirs must not change with it. Null = there is none.
   */
  own(holder: KeyHolder, property: string): string | null;
  /** A variable that nothing has; the same one is not given twice. */
  free(holder: KeyHolder, property: string): string;
}

/** Names of the variables that hold the keys of records which are about to be written. */
export function createSigningKeyNames(
  context: EngineContext,
  environment: string,
  holders: readonly KeyHolder[],
): SigningKeyNames {
  const data = context.workspace.data(environment);
  const { variables, secrets } = environmentOf(context, environment);
  let users: Map<string, Set<string>> | null = null;
  let taken: Set<string> | null = null;

  function storedValue(holder: KeyHolder, property: string) {
    const stored = 'collection' in holder ? data.object(holder) : data.user(holder.id);
    return stored?.properties[property];
  }

  /** Variable → `recipientKey()` of every record that refers to it. */
  function usersOf(name: string): ReadonlySet<string> {
    if (users === null) {
      users = new Map();
      for (const holder of [...stored(), ...holders]) {
        for (const value of Object.values(holder.properties)) {
          const used = referencedVariable(value);
          if (used === null) continue;
          const known = users.get(used) ?? new Set();
          users.set(used, known.add(keyOf(holder)));
        }
      }
    }
    return users.get(name) ?? new Set();
  }

  function* stored(): Generator<KeyHolder> {
    for (const { collection } of data.collections()) yield* data.objects(collection);
    for (const tenant of data.tenants()) yield { collection: tenantCollection, ...tenant };
    yield* data.users();
  }

  return {
    own(holder, property) {
      const name = referencedVariable(storedValue(holder, property));
      if (name === null || (!secrets.includes(name) && !Object.hasOwn(variables, name))) return null;
      if (isNamedElsewhere(holder.properties, name, property)) return null;
      return [...usersOf(name)].every((user) => user === keyOf(holder)) ? name : null;
    },
    free(holder, property) {
      taken ??= new Set([...Object.keys(variables), ...secrets, ...context.secrets.names(environment)]);
      const base = signingKeyName(holder.id, property);
      let name = base;
      for (let number = 2; taken.has(name); number += 1) name = `${base}_${number}`;
      taken.add(name);
      return name;
    },
  };
}

/** What a record's key is called as long as that is free, such as `acme_signing_key`. */
export function signingKeyName(id: string, property: string): string {
  // An id in another script says nothing in the letters that a variable may have.
  const name = /[A-Za-z0-9]/.test(id) ? `${id}_${property}` : property;
  return name
    .replace(/[^A-Za-z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_')
    .slice(0, 120);
}

function keyOf(holder: KeyHolder): string {
  return recipientKey('collection' in holder ? { collection: holder.collection, id: holder.id } : holder.id);
}

function isNamedElsewhere(properties: JsonObject, name: string, except: string): boolean {
  return Object.entries(properties).some(([key, value]) => key !== except && referencedVariable(value) === name);
}
