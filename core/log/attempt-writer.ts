import type { LogDatabase } from './log-database.ts';
import type { WritePart } from './protocol.ts';

const cachedEndpoints = 20_000;

export interface AttemptWriter {
  add(runKey: number, part: Extract<WritePart, { kind: 'attempts' }>): void;
  forget(): void;
}

/**
 * Texts are stored as the JSON they came as (`->`), never as SQL text made of it: half a surrogate pair would be no
 * UTF-8, and the driver ends the process when it reads such text.
 */
export function createAttemptWriter(database: LogDatabase): AttemptWriter {
  const insertRows = database.change(`INSERT INTO attempts (sequence, run_key, ordinal, number, endpoint_id, status,
      failure_kind, verdict, started_at_ms, ended_at_ms, message_hash, recipient_hash)
    SELECT value ->> 0, ?2, value ->> 1, value ->> 2, ?3 ->> (value ->> 3), value ->> 4, value ->> 5, value ->> 6,
      value ->> 7, value ->> 8, value ->> 9, value ->> 10 FROM json_each(?1)`);
  const insertTexts = database.change(`INSERT INTO attempt_texts
      (sequence, request_body, response_body, signed_content, summary, details)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value -> 4, value -> 5 FROM json_each(?)`);
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
    add(runKey, { endpoints: urls, rows, texts }) {
      insertRows([rows, runKey, JSON.stringify(urls.map(endpointOf))]);
      insertTexts([texts]);
    },
    forget: () => endpoints.clear(),
  };
}
