import { createHash } from 'node:crypto';
import type { ReceivedFilter, ReceivedRequest, ReceivedSummary } from '../model/index.ts';
import { createRequestFinder } from './find-requests.ts';
import { createKeptRequests, type RecordedRequest } from './kept-requests.ts';
import type { ReceiverVerdicts } from './receiver-host.ts';
import { signedParts } from './signed-parts.ts';

export const maxRecordedRequests = 10_000;
export const maxRecordedBytes = 64 * 1024 * 1024;

/** The newest requests of one receiver, bounded in number and bytes; the oldest go first. */
export interface Recording {
  /** Of what is kept now. */
  readonly sizeBytes: number;
  /** Does nothing when nothing is kept. */
  dropOldest(): void;
  /** For the request that is added next. */
  nextNumber(): number;
  add(request: RecordedRequest): void;
  /** Something became of a request; does nothing when it has been dropped. */
  change(summary: ReceivedSummary): void;
  /** Newest first, of those that the filter finds. */
  page(beforeNumber: number | null, limit: number, filter?: ReceivedFilter): ReceivedSummary[];
  find(id: string): ReceivedRequest | null;
  /** Forgets everything; numbers go on. */
  clear(): void;
  readonly kept: number;
  readonly verdicts: ReceiverVerdicts;
  verdictsAfter(number: number): ReceiverVerdicts;
}

export function createRecording(
  bounds: { requests: number; bytes: number } = { requests: maxRecordedRequests, bytes: maxRecordedBytes },
): Recording {
  const requests = createKeptRequests();
  let lastNumber = 0;
  let verdicts = noVerdicts();

  /** The place of the first request with the number or a higher one; the count when there is none. */
  const placeFrom = (number: number): number =>
    number > lastNumber ? requests.count : Math.max(0, requests.placeOf(number));

  return {
    get sizeBytes() {
      return requests.sizeBytes;
    },
    dropOldest: requests.dropOldest,
    nextNumber() {
      lastNumber += 1;
      return lastNumber;
    },
    add(request) {
      requests.add(request);
      countVerdict(verdicts, request.summary.verdict);
      const isTooMuch = () =>
        requests.count > bounds.requests || (requests.sizeBytes > bounds.bytes && requests.count > 1);
      while (isTooMuch()) requests.dropOldest();
    },
    change: requests.change,
    page(beforeNumber, limit, filter) {
      const page: ReceivedSummary[] = [];
      const isFound = filter === undefined ? () => true : createRequestFinder(requests, filter);
      const end = beforeNumber === null ? requests.count : placeFrom(beforeNumber);
      for (let place = end - 1; place >= 0 && page.length < limit; place -= 1) {
        if (isFound(place)) page.push(requests.summaryAt(place));
      }
      return page;
    },
    find(id) {
      // A walk rather than an index: every request would pay for that, and few are ever looked at.
      for (let place = requests.count - 1; place >= 0; place -= 1) {
        if (requests.idAt(place) === id) return wholeRequest(requests.requestAt(place));
      }
      return null;
    },
    clear() {
      requests.clear();
      verdicts = noVerdicts();
    },
    get kept() {
      return requests.count;
    },
    get verdicts() {
      return { ...verdicts };
    },
    verdictsAfter(number) {
      const counted = noVerdicts();
      for (let place = placeFrom(number + 1); place < requests.count; place += 1) {
        countVerdict(counted, requests.verdictAt(place));
      }
      return counted;
    },
  };
}

function noVerdicts(): ReceiverVerdicts {
  return { received: 0, valid: 0, invalid: 0, unverified: 0 };
}

function countVerdict(verdicts: ReceiverVerdicts, verdict: ReceivedSummary['verdict']): void {
  verdicts.received += 1;
  if (verdict === null) verdicts.unverified += 1;
  else if (verdict === 'valid') verdicts.valid += 1;
  else verdicts.invalid += 1;
}

function wholeRequest(recorded: RecordedRequest): ReceivedRequest {
  const { summary, connection } = recorded;
  // A copy on its own buffer: crossing a thread must not carry along the buffer that the kept bytes lie in.
  const body = new Uint8Array(recorded.body);
  const isSecure = connection.tlsVersion !== null;
  const parts = signedParts(isSecure, summary.method, summary.target, recorded.rawHeaders, body);
  return {
    ...summary,
    headers: [...parts.headers],
    body,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    ...connection,
    verification: recorded.verifier?.verify(parts, recorded.judgedAtMs) ?? null,
    rules: recorded.rules?.explain({ ...summary, rawHeaders: recorded.rawHeaders, body }) ?? [],
  };
}
