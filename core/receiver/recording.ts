import { createHash } from 'node:crypto';
import type { HeaderPair, ReceivedRequest, ReceivedSummary, Verification } from '../model/index.ts';
import type { ReceiverVerdicts } from './receiver-host.ts';

export const maxRecordedRequests = 10_000;
export const maxRecordedBytes = 64 * 1024 * 1024;

/** A request as it is kept: what costs to derive is derived when somebody asks. */
export interface RecordedRequest {
  summary: ReceivedSummary;
  /** Names and values in turn, as they came. */
  rawHeaders: string[];
  body: Uint8Array;
  remoteAddress: string;
  verification: Verification | null;
}

/** The newest requests of one receiver, bounded in number and bytes; the oldest go first. */
export interface Recording {
  /** Of what is kept now. */
  readonly sizeBytes: number;
  /** Does nothing when nothing is kept. */
  dropOldest(): void;
  nextNumber(): number;
  add(request: RecordedRequest): void;
  page(beforeNumber: number | null, limit: number): ReceivedSummary[];
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
  let entries: RecordedRequest[] = [];
  /** Place of the oldest kept entry: entries before it are holes until the array is compacted. */
  let head = 0;
  let sizeBytes = 0;
  let lastNumber = 0;
  let verdicts = noVerdicts();

  function dropOldest(): void {
    const oldest = entries[head];
    if (oldest === undefined) return;
    head += 1;
    sizeBytes -= sizeOf(oldest);
    letGo(oldest);
    if (head > 1024 && head * 2 > entries.length) {
      entries = entries.slice(head);
      head = 0;
    }
  }

  function kept(): number {
    return entries.length - head;
  }

  return {
    get sizeBytes() {
      return sizeBytes;
    },
    dropOldest,
    nextNumber() {
      lastNumber += 1;
      return lastNumber;
    },
    add(request) {
      shareTexts(request, entries[entries.length - 1]);
      entries.push(request);
      sizeBytes += sizeOf(request);
      countVerdict(verdicts, request.summary);
      while (kept() > bounds.requests || (sizeBytes > bounds.bytes && kept() > 1)) dropOldest();
    },
    page(beforeNumber, limit) {
      const page: ReceivedSummary[] = [];
      for (let place = entries.length - 1; place >= head && page.length < limit; place -= 1) {
        const summary = entries[place]?.summary;
        if (summary !== undefined && (beforeNumber === null || summary.number < beforeNumber)) page.push(summary);
      }
      return page;
    },
    find(id) {
      // A walk rather than an index: every request would pay for that, and few are ever looked at.
      for (let place = entries.length - 1; place >= head; place -= 1) {
        const entry = entries[place];
        if (entry?.summary.id === id) return wholeRequest(entry);
      }
      return null;
    },
    clear() {
      for (const entry of entries) letGo(entry);
      entries = [];
      head = 0;
      sizeBytes = 0;
      verdicts = noVerdicts();
    },
    get kept() {
      return kept();
    },
    get verdicts() {
      return { ...verdicts };
    },
    verdictsAfter(number) {
      const counted = noVerdicts();
      for (let place = head; place < entries.length; place += 1) {
        const summary = entries[place]?.summary;
        if (summary !== undefined && summary.number > number) countVerdict(counted, summary);
      }
      return counted;
    },
  };
}

export function headerPairs(rawHeaders: readonly string[]): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    pairs.push([rawHeaders[place] ?? '', rawHeaders[place + 1] ?? '']);
  }
  return pairs;
}

/**
 * Requests of one sender are alike but for a few values. Kept texts that are alike are the same text, so that the garbage
 * collector does not carry thousands of copies along.
 */
function shareTexts(request: RecordedRequest, earlier: RecordedRequest | undefined): void {
  if (earlier === undefined) return;
  const { summary, rawHeaders } = request;
  if (summary.target === earlier.summary.target) summary.target = earlier.summary.target;
  if (rawHeaders.length !== earlier.rawHeaders.length) return;
  let isSame = true;
  for (let place = 0; place < rawHeaders.length; place += 1) {
    const text = earlier.rawHeaders[place];
    if (text !== undefined && rawHeaders[place] === text) rawHeaders[place] = text;
    else isSame = false;
  }
  if (isSame) request.rawHeaders = earlier.rawHeaders;
}

function noVerdicts(): ReceiverVerdicts {
  return { received: 0, valid: 0, invalid: 0, unverified: 0 };
}

function countVerdict(verdicts: ReceiverVerdicts, { verdict }: ReceivedSummary): void {
  verdicts.received += 1;
  if (verdict === null) verdicts.unverified += 1;
  else if (verdict === 'valid') verdicts.valid += 1;
  else verdicts.invalid += 1;
}

/** One that still waits for its answer is held by whoever answers it; what it brought is not needed for that. */
function letGo(request: RecordedRequest): void {
  request.body = nothing;
  request.rawHeaders = noHeaders;
  request.verification = null;
}

const nothing = new Uint8Array();
const noHeaders: string[] = [];

/** What a text costs beside its characters: two thousand headers of one letter each are more than their letters. */
const textBytes = 24;

function sizeOf({ body, rawHeaders, summary, verification }: RecordedRequest): number {
  const signed = verification?.signedContent ?? body;
  const ownSignedBytes = signed.buffer === body.buffer ? 0 : signed.length;
  let sizeBytes = body.length + ownSignedBytes + summary.target.length + textBytes;
  for (const text of rawHeaders) sizeBytes += text.length + textBytes;
  return sizeBytes;
}

function wholeRequest(recorded: RecordedRequest): ReceivedRequest {
  return {
    ...recorded.summary,
    headers: headerPairs(recorded.rawHeaders),
    // A copy on its own buffer: crossing a thread must not carry the pool that the kept bytes lie in.
    body: new Uint8Array(recorded.body),
    bodySha256: createHash('sha256').update(recorded.body).digest('hex'),
    remoteAddress: recorded.remoteAddress,
    verification: recorded.verification,
  };
}
