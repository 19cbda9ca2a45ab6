import type { CommandOutput, EngineClient, UserRecord } from '../../../core/contract/index.ts';
import type { RecordSet } from './record-set.ts';

/** A user, tenant or object; an object's collection is that of its set. */
export type DataRecord = UserRecord;
export type RecordPage = { entries: readonly DataRecord[]; after: string | null; total: number };
export type Removed = CommandOutput<'objects.remove'>;

interface PageQuery {
  search: string;
  after: string | null;
  limit: number;
}

export function listRecords(
  engine: EngineClient,
  environment: string,
  set: RecordSet,
  query: PageQuery,
): Promise<RecordPage> {
  switch (set.kind) {
    case 'users':
      return engine.call('users.list', { environment, ...query });
    case 'tenants':
      return engine.call('tenants.list', { environment, ...query });
    case 'objects':
      return engine.call('objects.list', { environment, collection: set.collection, ...query });
  }
}

export function getRecord(
  engine: EngineClient,
  environment: string,
  set: RecordSet,
  id: string,
): Promise<DataRecord | null> {
  switch (set.kind) {
    case 'users':
      return engine.call('users.get', { environment, id });
    case 'tenants':
      return engine.call('tenants.get', { environment, id });
    case 'objects':
      return engine.call('objects.get', { environment, object: { collection: set.collection, id } });
  }
}

export async function putRecord(
  engine: EngineClient,
  environment: string,
  set: RecordSet,
  { id, properties, propertiesText }: DataRecord,
): Promise<void> {
  const record = { id, properties, ...(propertiesText === undefined ? {} : { propertiesText }) };
  switch (set.kind) {
    case 'users':
      await engine.call('users.put', { environment, user: record });
      return;
    case 'tenants':
      await engine.call('tenants.put', { environment, tenant: record });
      return;
    case 'objects':
      await engine.call('objects.put', { environment, object: { collection: set.collection, ...record } });
      return;
  }
}

/** With every subscription from and to them; `data.restore` takes what it gives. */
export function removeRecord(engine: EngineClient, environment: string, set: RecordSet, id: string): Promise<Removed> {
  switch (set.kind) {
    case 'users':
      return engine.call('users.remove', { environment, ids: [id] });
    case 'tenants':
      return engine.call('tenants.remove', { environment, ids: [id] });
    case 'objects':
      return engine.call('objects.remove', { environment, objects: [{ collection: set.collection, id }] });
  }
}
