import type { LogDatabase } from './log-database.ts';
import type { WritePart } from './protocol.ts';

const cachedEndpoints = 20_000;

export interface AttemptWriter {
  add(runKey: number, part: Extract<WritePart, { kind: 'attempts' }>, bytes: Uint8Array): void;
  forget(): void;
}

/**
 * Texts stay the JSON they came as and are never made SQL text of: half a surrogate pair, which JSON escapes, would be no
 * UTF-8, and the driver ends the process when it reads such text.
 */
export function createAttemptWriter(database: LogDatabase): AttemptWriter {
  const insertRows = database.change(`INSERT INTO attempts (sequence, run_key, ordinal, number, endpoint_id, status,
      failure_kind, verdict, started_at_ms, ended_at_ms, message_hash, recipient_hash)
    SELECT value ->> 0, ?2, value ->> 1, value ->> 2, ?3 ->> (value ->> 3), value ->> 4, value ->> 5, value ->> 6,
      value ->> 7, value ->> 8, value ->> 9, value ->> 10 FROM json_each(?1)`);
  const insertTexts = database.change(`INSERT INTO attempt_texts
      (sequence, request_body, response_body, signed_content, summary, details)
    SELECT value ->> 0, value ->> 11, value ->> 12, value ->> 13, CAST(substr(?2, value ->> 14, value ->> 15) AS TEXT),
      CAST(substr(?2, value ->> 16, value ->> 17) AS TEXT) FROM json_each(?1)`);
  const findEndpoint = database.query<[number]>('SELECT id FROM endpoints WHERE url = ?');
  const insertEndpoint = database.change('INSERT INTO endpoints (url) VALUES (?)');
  const endpoints = new Map<string, number>();

  function endpointOf(url: string): number {
    const cached = endpoints.get(url);
    if (cached !== undefined) return cached;
    const id = findEndpoint.first([url])?.[0] ?? insertEndpoint([url]).insertedRow;
    if (endpoints.size >= cachedEndpoints) endpoints.clear();
    endpoints.set(url, id);
    return id;
  }

  return {
    add(runKey, { endpoints: urls, rows }, bytes) {
      insertRows([rows, runKey, JSON.stringify(urls.map(endpointOf))]);
      insertTexts([rows, bytes]);
    },
    forget: () => endpoints.clear(),
  };
}
