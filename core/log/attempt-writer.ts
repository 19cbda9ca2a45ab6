import type { LogDatabase } from './log-database.ts';
import { attemptCells, type WritePart } from './protocol.ts';
import { rowColumns, rowCount } from './row-cells.ts';

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
  const { rows: eachRow, integer, integerOrNull, real, text, textOrNull } = rowColumns(attemptCells);
  const insertRows = database.change(`INSERT INTO attempts (sequence, run_key, ordinal, number, endpoint_id, status,
      failure_kind, verdict, started_at_ms, ended_at_ms, message_hash, recipient_hash)
    ${eachRow} SELECT ${integer(0)}, ?3, ${integer(1)}, ${integer(2)}, ?4 ->> ${integer(3)}, ${integerOrNull(4)},
      ${textOrNull(5)}, ${text(6)}, ${real(7)}, ${real(8)}, ${integer(9)}, ${integer(10)} FROM row`);
  const insertTexts = database.change(`INSERT INTO attempt_texts
      (sequence, request_body, response_body, signed_content, summary, details)
    ${eachRow} SELECT ${integer(0)}, ${integerOrNull(11)}, ${integerOrNull(12)}, ${integerOrNull(13)},
      CAST(substr(?3, ${integer(14)}, ${integer(15)}) AS TEXT),
      CAST(substr(?3, ${integer(16)}, ${integer(17)}) AS TEXT) FROM row`);
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
      const count = rowCount(rows, attemptCells);
      insertRows([rows, count, runKey, JSON.stringify(urls.map(endpointOf))]);
      insertTexts([rows, count, bytes]);
    },
    forget: () => endpoints.clear(),
  };
}
