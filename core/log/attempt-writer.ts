import type { BodyTable } from './body-table.ts';
import { createBulkInsert } from './bulk-insert.ts';
import type { LogDatabase } from './log-database.ts';
import { RefusedWrite } from './log-failure.ts';
import type { Cell, WriteBatch } from './protocol.ts';
import type { RunTable } from './run-table.ts';

const cachedEndpoints = 20_000;

export interface AttemptWriter {
  /** Takes the row whose cells begin at `start`; written at the latest by `flush`. */
  add(batch: WriteBatch, start: number): void;
  flush(): void;
  forget(): void;
}

export function createAttemptWriter(database: LogDatabase, runs: RunTable, bodies: BodyTable): AttemptWriter {
  const attempts = createBulkInsert(database, 'attempts', [
    'sequence',
    'id',
    'message_id',
    'run_key',
    'recipient_run_id',
    'recipient',
    'display_name',
    'channel',
    'step_ref',
    'number',
    'method',
    'endpoint_id',
    'status',
    'failure_kind',
    'verdict',
    'started_at_ms',
    'duration_ms',
    'request_size_bytes',
    'response_size_bytes',
    'is_signed',
  ]);
  const details = createBulkInsert(database, 'attempt_details', [
    'sequence',
    'details',
    'request_body',
    'response_body',
    'signed_content',
  ]);
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
    add(batch, start) {
      const { cells } = batch;
      const text = (place: number): string => String(cells[start + place] ?? '');
      const number = (place: number): number => Number(cells[start + place]);
      const cell = (place: number): Cell => cells[start + place] ?? null;
      const part = (place: number): Uint8Array => {
        const offset = number(place);
        return batch.bytes.subarray(offset, offset + number(place + 1));
      };

      const runKey = runs.keyOf(text(3));
      if (runKey === null) throw new RefusedWrite('not-found', `The log has no run with the id "${text(3)}".`);
      const sha256 = text(21);
      const requestBody = bodies.keepHashed(sha256, number(23), () =>
        number(22) >= 0 ? part(22) : bodyElsewhere(batch, sha256),
      );
      const responseBody = number(24) >= 0 ? bodies.keep(part(24)) : null;
      const signedContent = number(26) >= 0 ? bodies.keep(part(26)) : null;
      attempts.add(
        cell(0),
        cell(1),
        cell(2),
        runKey,
        cell(4),
        cell(5),
        cell(6),
        cell(7),
        cell(8),
        cell(9),
        cell(10),
        endpointOf(text(11)),
        cell(12),
        cell(13),
        cell(14),
        cell(15),
        cell(16),
        cell(17),
        cell(18),
        cell(19),
      );
      details.add(cell(0), cell(20), requestBody, responseBody, signedContent);
    },
    flush() {
      attempts.flush();
      details.flush();
      bodies.flushUses();
    },
    forget() {
      attempts.forget();
      details.forget();
      endpoints.clear();
      bodies.forget();
    },
  };
}

/**
 * A body that came with another row of the batch. Needed only when that row was refused; an `attempts` row is told
 * by its hash cell standing 21 cells after its sequence, so the search asks for the hash followed by an offset.
 */
function bodyElsewhere(batch: WriteBatch, sha256: string): Uint8Array | null {
  for (let place = batch.cells.indexOf(sha256); place >= 0; place = batch.cells.indexOf(sha256, place + 1)) {
    const offset = batch.cells[place + 1];
    const length = batch.cells[place + 2];
    if (typeof offset === 'number' && offset >= 0 && typeof length === 'number') {
      return batch.bytes.subarray(offset, offset + length);
    }
  }
  return null;
}
