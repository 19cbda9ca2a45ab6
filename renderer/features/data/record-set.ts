import {
  fileNameOfKey,
  type RecipientReference,
  recipientKey,
  tenantCollection,
} from '../../../core/contract/index.ts';

/** Which of an environment's records are looked at. */
export type RecordSet = { kind: 'users' } | { kind: 'tenants' } | { kind: 'objects'; collection: string };

/** One text per set, kept with the tab: `users`, `tenants`, `objects:<collection>`. */
export function recordSetId(set: RecordSet): string {
  return set.kind === 'objects' ? `objects:${set.collection}` : set.kind;
}

/** Reads what `recordSetId` wrote; anything else means the users. */
export function readRecordSet(id: string): RecordSet {
  if (id.startsWith('objects:')) return { kind: 'objects', collection: id.slice('objects:'.length) };
  return id === 'tenants' ? { kind: 'tenants' } : { kind: 'users' };
}

/** The set that has the records of a collection; null = the users. */
export function setOfCollection(collection: string | null): RecordSet {
  if (collection === null) return { kind: 'users' };
  return collection === tenantCollection ? { kind: 'tenants' } : { kind: 'objects', collection };
}

/** The file of the workspace that holds them. */
export function fileOf(environment: string, set: RecordSet): string {
  return `data/${environment}/${set.kind === 'objects' ? `objects/${fileNameOfKey(set.collection)}` : set.kind}.json`;
}

/** How others refer to a record of the set; a tenant is an object of the collection that Knock keeps tenants in. */
export function referenceIn(set: RecordSet, id: string): RecipientReference {
  if (set.kind === 'users') return id;
  return { collection: set.kind === 'tenants' ? tenantCollection : set.collection, id };
}

/** Under which name the tab remembers what was typed into a record's properties. */
export function recordMemory(environment: string, reference: RecipientReference): string {
  return `${environment}/${recipientKey(reference)}`;
}

/** Of a typed name: the set it goes to, and its id there. `collection/id` names an object of any collection. */
export function placeOfTyped(set: RecordSet, typed: string): { set: RecordSet; id: string } {
  const [collection, ...rest] = typed.trim().split('/');
  if (set.kind !== 'objects' || rest.length === 0 || collection === undefined) return { set, id: typed.trim() };
  return { set: { kind: 'objects', collection }, id: rest.join('/') };
}
