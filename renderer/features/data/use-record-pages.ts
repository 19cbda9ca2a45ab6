import { useApp } from '../../stores/app-context.tsx';
import { type DataRecord, listRecords } from './record-calls.ts';
import { readRecordSet } from './record-set.ts';
import { type Pages, pageSize, usePages } from './use-pages.ts';

/** The records of a set whose id, name or URL holds the text. */
export function useRecordPages(environment: string, setId: string, search: string): Pages<DataRecord> {
  const { engine } = useApp();
  return usePages(environment, JSON.stringify([environment, setId, search]), (after) =>
    listRecords(engine, environment, readRecordSet(setId), { search, after, limit: pageSize }),
  );
}
