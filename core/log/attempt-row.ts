import type { AttemptRecord, AttemptSummary } from '../model/index.ts';
import { type AttemptDetails, asBytes, joinSignedContent } from './attempt-details.ts';
import type { BodyTable } from './body-table.ts';

/** Columns of an `AttemptSummary`, for a query with `attempts a`, `runs r` and `endpoints e`. */
export const summaryColumns = `a.sequence, a.id, a.message_id, r.id, a.recipient_run_id, a.recipient, a.display_name,
  a.channel, a.step_ref, a.number, a.method, e.url, a.status, a.failure_kind, a.verdict, a.started_at_ms,
  a.duration_ms, a.request_size_bytes, a.response_size_bytes, a.is_signed`;

/** The tables of `summaryColumns`; CROSS JOIN keeps SQLite from starting at one of the small tables. */
export function attemptTables(hint: string): string {
  return `attempts a ${hint} CROSS JOIN runs r ON r.key = a.run_key CROSS JOIN endpoints e ON e.id = a.endpoint_id`;
}

export type SummaryRow = [
  sequence: number,
  id: string,
  messageId: string,
  runId: string,
  recipientRunId: string,
  recipient: string,
  displayName: string,
  channel: string,
  stepRef: string,
  number: number,
  method: string,
  endpoint: string,
  status: number | null,
  failureKind: AttemptSummary['failureKind'],
  verdict: AttemptSummary['verdict'],
  startedAtMs: number,
  durationMs: number,
  requestSizeBytes: number,
  responseSizeBytes: number | null,
  isSigned: number,
];

export function summaryOfRow(row: SummaryRow): AttemptSummary {
  return {
    id: row[1],
    sequence: row[0],
    messageId: row[2],
    runId: row[3],
    recipientRunId: row[4],
    recipient: row[5],
    displayName: row[6],
    channel: row[7],
    stepRef: row[8],
    number: row[9],
    method: row[10],
    endpoint: row[11],
    status: row[12],
    failureKind: row[13],
    verdict: row[14],
    startedAtMs: row[15],
    durationMs: row[16],
    requestSizeBytes: row[17],
    responseSizeBytes: row[18],
    isSigned: row[19] === 1,
  };
}

export type DetailsRow = [
  details: string,
  requestBody: number | null,
  responseBody: number | null,
  signedContent: number | null,
];

/** The whole record again, byte for byte what was appended. */
export function recordOfRows(summary: AttemptSummary, row: DetailsRow, bodies: BodyTable): AttemptRecord {
  // Written by `takeDetails` of this layout; another layout would have been refused when the file was opened.
  const details = JSON.parse(row[0]) as AttemptDetails;
  const body = asBytes(bodies.read(row[1]));
  const { request, response, signature, ...rest } = details;
  return {
    ...summary,
    ...rest,
    request: { ...request, body, bodySha256: bodies.sha256Of(row[1]) },
    signature: signature === null ? null : signatureOf(signature, body, row[3], bodies),
    response: response === null ? null : { ...response, body: asBytes(bodies.read(row[2])) },
  };
}

function signatureOf(
  stored: NonNullable<AttemptDetails['signature']>,
  body: Uint8Array,
  signedContent: number | null,
  bodies: BodyTable,
): NonNullable<AttemptRecord['signature']> {
  const { around, ...signature } = stored;
  return {
    ...signature,
    signedContent: around === null ? asBytes(bodies.read(signedContent)) : joinSignedContent(around, body),
  };
}
