import {
  inlineProperties,
  type JsonObject,
  type JsonValue,
  mergeProperties,
  omitExact,
  type RecipientReference,
  recipientKey,
  recipientReferenceOf,
  type TriggerRecipient,
  tenantCollection,
  withEveryNumberGiven,
  writeExactJson,
} from '../model/index.ts';
import { invalidParams } from './api-error.ts';
import type { KnockData, KnockRecords } from './ports.ts';
import { isTenantId } from './schemas.ts';

/** Of all properties of one recipient together (knock.md 1.1). */
const maxPropertiesBytes = 256_000;

/** Request-only keys (knock.md 1.1) for which a workspace has no place. */
const notKept = ['channel_data', 'preferences'] as const;

/** Recipients that a request identifies, each with its properties merged into those there are. */
export interface Identification {
  /** `field` is where the request has it. Throws 422 for too many properties. */
  user(id: string, properties: JsonObject, field: string): void;
  object(collection: string, id: string, properties: JsonObject, field: string): void;
  tenant(id: string, properties: JsonObject, field: string): void;
  /** As a trigger or a subscription names it; a mere reference identifies nobody. */
  recipient(named: TriggerRecipient, field: string): RecipientReference;
  /** Several of them: all, or none when it throws. */
  together<T>(identify: () => T): T;
  /** Whether the recipient is known, or will be with these records. */
  isKnown(reference: RecipientReference): boolean;
  records(): KnockRecords;
}

/** Tells of many records what of them is not kept. */
export function noteNotKept(records: readonly JsonObject[], what: string, note: (sentence: string) => void): void {
  for (const name of notKept) {
    const count = records.filter((record) => record[name] !== undefined).length;
    if (count > 0) note(`"${name}" is not kept: nothing in Hookbench reads it. Of the ${what}, ${count} came with it.`);
  }
}

/** Names of given texts that are stored as references to secrets: files hold no signing keys. */
export function keptAsSecrets(given: JsonObject, stored: { properties: JsonObject } | null): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'id' && isOtherText(stored?.properties[name], value) ? [name] : [],
  );
}

function isOtherText(stored: JsonValue | undefined, given: string): boolean {
  return typeof stored === 'string' && stored !== given;
}

export function noteKeptAsSecrets(
  given: JsonObject,
  stored: { properties: JsonObject },
  note: (sentence: string) => void,
): void {
  for (const name of keptAsSecrets(given, stored)) {
    note(`"${name}" is kept as a secret: what is stored and answered is a reference to it.`);
  }
}

/** Recipients that are named one by one in a note; of more it tells how many. */
const namedUnknown = 3;

/** Knock takes recipients that nobody identified (knock.md 2.1), but more likely it is a slip. */
export function noteUnknown(
  named: readonly RecipientReference[],
  { isKnown }: Pick<Identification, 'isKnown'>,
  environment: string,
  note: (sentence: string) => void,
): void {
  const unknown = named.filter((reference) => !isKnown(reference));
  for (const reference of unknown.slice(0, namedUnknown)) {
    note(`"${recipientKey(reference)}" is not known in "${environment}" and has no properties.`);
  }
  if (unknown.length > namedUnknown) note(`Neither are ${unknown.length - namedUnknown} more recipients.`);
}

export function createIdentification(data: KnockData, note: (sentence: string) => void): Identification {
  const merged = {
    objects: new Map<string, { collection: string; id: string; properties: JsonObject }>(),
    users: new Map<string, { id: string; properties: JsonObject }>(),
    tenants: new Map<string, { id: string; properties: JsonObject }>(),
  };

  /** Takes back what was merged since `together` began; null = it has not. */
  let undo: (() => void)[] | null = null;

  function keep<T>(records: Map<string, T>, key: string, record: T): void {
    const before = records.get(key);
    undo?.push(() => (before === undefined ? records.delete(key) : records.set(key, before)));
    records.set(key, record);
  }

  function take(stored: JsonObject, properties: JsonObject, field: string): JsonObject {
    for (const name of notKept) {
      if (properties[name] !== undefined) note(`"${name}" of ${field} is not kept: nothing in Hookbench reads it.`);
    }
    const all = mergeProperties(stored, omitExact(properties, new Set([...notKept, 'id'])));
    const bytes = Buffer.byteLength(writeExactJson(all));
    if (bytes <= maxPropertiesBytes) return all;
    throw invalidParams({
      field,
      message: `has ${bytes} bytes of properties; at most ${maxPropertiesBytes} are kept.`,
    });
  }

  const identification: Identification = {
    user(id, properties, field) {
      const stored = merged.users.get(id) ?? data.user(id);
      keep(merged.users, id, { id, properties: take(stored?.properties ?? {}, properties, field) });
    },
    object(collection, id, properties, field) {
      // It is kept as the tenant that it is.
      if (collection === tenantCollection) return identification.tenant(id, properties, field);
      const key = recipientKey({ collection, id });
      const stored = merged.objects.get(key) ?? data.object({ collection, id });
      keep(merged.objects, key, { collection, id, properties: take(stored?.properties ?? {}, properties, field) });
    },
    tenant(id, properties, field) {
      // As an object of "$tenants" it comes by another way than its own schema.
      if (!isTenantId(id)) throw invalidParams({ field, message: `names the tenant "${id}": an id has no blanks.` });
      const stored = merged.tenants.get(id) ?? data.tenant(id);
      keep(merged.tenants, id, { id, properties: take(stored?.properties ?? {}, properties, field) });
    },
    recipient(named, field) {
      const reference = recipientReferenceOf(named);
      if (typeof named === 'string') return reference;
      for (const name of notKept) {
        if (named[name] !== undefined) note(`"${name}" of ${field} is not kept: nothing in Hookbench reads it.`);
      }
      const properties = inlineProperties(named);
      if (Object.keys(properties).length === 0) return reference;
      if (typeof reference === 'string') identification.user(reference, properties, field);
      else identification.object(reference.collection, reference.id, properties, field);
      return reference;
    },
    together(identify) {
      const steps: (() => void)[] = [];
      undo = steps;
      try {
        return identify();
      } catch (error) {
        for (const takeBack of steps.reverse()) takeBack();
        throw error;
      } finally {
        undo = null;
      }
    },
    isKnown(reference) {
      if (typeof reference === 'string') return merged.users.has(reference) || data.user(reference) !== null;
      const { collection, id } = reference;
      const isMerged =
        collection === tenantCollection ? merged.tenants.has(id) : merged.objects.has(recipientKey(reference));
      return isMerged || data.object({ collection, id }) !== null;
    },
    records: () => ({
      objects: [...merged.objects.values()].map(withEveryNumberGiven),
      users: [...merged.users.values()].map(withEveryNumberGiven),
      tenants: [...merged.tenants.values()].map(withEveryNumberGiven),
      subscriptions: [],
    }),
  };
  return identification;
}
