import type { ReceivedSummary } from '../model/index.ts';
import type { AnswerRules } from './answer-rules.ts';
import type { RequestVerifier } from './receiver-host.ts';
import type { ShownToPort } from './shown-certificate.ts';

/** What a request came over. */
export interface RequestConnection {
  remoteAddress: string;
  /** Such as `TLSv1.3`; null = plain http. */
  tlsVersion: string | null;
  /** What was shown by whom was asked; null = nobody was. */
  clientCertificate: ShownToPort | null;
}

/** A request as it is kept: what costs to derive is derived when somebody asks. */
export interface RecordedRequest {
  summary: ReceivedSummary;
  /** Names and values in turn, as they came. */
  rawHeaders: string[];
  body: Uint8Array;
  /** The same object for all requests of a connection. */
  connection: RequestConnection;
  /** What was said of its signature comes from this, and from `judgedAtMs`; null = it was not looked at. */
  verifier: RequestVerifier | null;
  /** The clock that its stamp was compared with, Unix milliseconds. */
  judgedAtMs: number;
  /** The rules that were asked what to answer; null = none were. */
  rules: AnswerRules | null;
}

/**
 * Requests in the order in which they came, the oldest at place 0. They lie in columns: an object for each, of which only
 * a few are ever looked at, is carried along by the garbage collector, and that took a fifth of a receiver's time.
 */
export interface KeptRequests {
  readonly count: number;
  /** What they take in memory, about. */
  readonly sizeBytes: number;
  /** Its number is one more than that of the request before. */
  add(request: RecordedRequest): void;
  /** Does nothing when there is none. */
  dropOldest(): void;
  clear(): void;
  /** The place of the request with a number; -1 = it is not kept. */
  placeOf(number: number): number;
  idAt(place: number): string;
  verdictAt(place: number): ReceivedSummary['verdict'];
  summaryAt(place: number): ReceivedSummary;
  requestAt(place: number): RecordedRequest;
  /** Takes the place of the summary with its number, if that is kept. */
  change(summary: ReceivedSummary): void;
}

const rowsPerBlock = 512;

/** Columns for so many requests. In columns of figures NaN stands for null. */
function createBlock() {
  const column = <Value>(nothing: Value): Value[] => new Array<Value>(rowsPerBlock).fill(nothing);
  const figures = () => new Float64Array(rowsPerBlock);
  return {
    ids: column(''),
    receivers: column(''),
    receivedAtMs: figures(),
    methods: column(''),
    targets: column(''),
    bodySizeBytes: figures(),
    answeredStatus: figures(),
    faults: column<ReceivedSummary['fault']>(null),
    refusals: column<ReceivedSummary['refusal']>(null),
    sources: column<ReceivedSummary['decidedBy']>('answer'),
    endings: column<ReceivedSummary['ending']>(null),
    endedAtMs: figures(),
    verdicts: column<ReceivedSummary['verdict']>(null),
    rawHeaders: column(noHeaders),
    /** A body is a part of a buffer. */
    buffers: column<ArrayBufferLike>(noBuffer),
    offsets: figures(),
    lengths: figures(),
    connections: column(noConnection),
    verifiers: column<RequestVerifier | null>(null),
    judgedAtMs: figures(),
    rules: column<AnswerRules | null>(null),
    sizes: figures(),
  };
}
type Block = ReturnType<typeof createBlock>;

const noHeaders: string[] = [];
const noBuffer = new ArrayBuffer(0);
const noConnection: RequestConnection = { remoteAddress: '', tlsVersion: null, clientCertificate: null };

export function createKeptRequests(): KeptRequests {
  let blocks: Block[] = [];
  /** The row of the oldest in the first block. */
  let head = 0;
  let count = 0;
  let sizeBytes = 0;
  let lastNumber = 0;

  const rowOf = (place: number): number => (head + place) % rowsPerBlock;

  function blockOf(place: number): Block {
    const block = blocks[Math.floor((head + place) / rowsPerBlock)];
    if (block === undefined) throw new RangeError(`No request is kept at place ${place}.`);
    return block;
  }

  function placeOf(number: number): number {
    const place = number - (lastNumber - count + 1);
    return place >= 0 && place < count ? place : -1;
  }

  function summaryAt(place: number): ReceivedSummary {
    return readSummary(blockOf(place), rowOf(place), lastNumber - count + 1 + place);
  }

  return {
    get count() {
      return count;
    },
    get sizeBytes() {
      return sizeBytes;
    },
    add(request) {
      if (head + count === blocks.length * rowsPerBlock) blocks.push(createBlock());
      if (count > 0) shareTexts(request, blockOf(count - 1), rowOf(count - 1));
      sizeBytes += write(blockOf(count), rowOf(count), request);
      count += 1;
      lastNumber = request.summary.number;
    },
    dropOldest() {
      if (count === 0) return;
      sizeBytes -= takeOut(blockOf(0), head);
      count -= 1;
      head += 1;
      if (head < rowsPerBlock) return;
      blocks.shift();
      head = 0;
    },
    clear() {
      blocks = [];
      head = 0;
      count = 0;
      sizeBytes = 0;
    },
    placeOf,
    idAt: (place) => blockOf(place).ids[rowOf(place)] ?? '',
    verdictAt: (place) => blockOf(place).verdicts[rowOf(place)] ?? null,
    summaryAt,
    requestAt: (place) => ({ summary: summaryAt(place), ...readContent(blockOf(place), rowOf(place)) }),
    change(summary) {
      const place = placeOf(summary.number);
      if (place >= 0) writeSummary(blockOf(place), rowOf(place), summary);
    },
  };
}

/** Gives its size. */
function write(block: Block, row: number, request: RecordedRequest): number {
  const sizeBytes = sizeOf(request);
  writeSummary(block, row, request.summary);
  block.rawHeaders[row] = request.rawHeaders;
  block.buffers[row] = request.body.buffer;
  block.offsets[row] = request.body.byteOffset;
  block.lengths[row] = request.body.byteLength;
  block.connections[row] = request.connection;
  block.verifiers[row] = request.verifier;
  block.judgedAtMs[row] = request.judgedAtMs;
  block.rules[row] = request.rules;
  block.sizes[row] = sizeBytes;
  return sizeBytes;
}

function writeSummary(block: Block, row: number, summary: ReceivedSummary): void {
  block.ids[row] = summary.id;
  block.receivers[row] = summary.receiver;
  block.receivedAtMs[row] = summary.receivedAtMs;
  block.methods[row] = summary.method;
  block.targets[row] = summary.target;
  block.bodySizeBytes[row] = summary.bodySizeBytes;
  block.answeredStatus[row] = summary.answeredStatus ?? Number.NaN;
  block.faults[row] = summary.fault;
  block.refusals[row] = summary.refusal;
  block.sources[row] = summary.decidedBy;
  block.endings[row] = summary.ending;
  block.endedAtMs[row] = summary.endedAtMs ?? Number.NaN;
  block.verdicts[row] = summary.verdict;
}

function readSummary(block: Block, row: number, number: number): ReceivedSummary {
  return {
    id: block.ids[row] ?? '',
    number,
    receiver: block.receivers[row] ?? '',
    receivedAtMs: block.receivedAtMs[row] ?? 0,
    method: block.methods[row] ?? '',
    target: block.targets[row] ?? '',
    bodySizeBytes: block.bodySizeBytes[row] ?? 0,
    answeredStatus: orNull(block.answeredStatus[row]),
    fault: block.faults[row] ?? null,
    refusal: block.refusals[row] ?? null,
    decidedBy: block.sources[row] ?? 'answer',
    ending: block.endings[row] ?? null,
    endedAtMs: orNull(block.endedAtMs[row]),
    verdict: block.verdicts[row] ?? null,
  };
}

function readContent(block: Block, row: number): Omit<RecordedRequest, 'summary'> {
  return {
    rawHeaders: block.rawHeaders[row] ?? noHeaders,
    body: new Uint8Array(block.buffers[row] ?? noBuffer, block.offsets[row], block.lengths[row]),
    connection: block.connections[row] ?? noConnection,
    verifier: block.verifiers[row] ?? null,
    judgedAtMs: block.judgedAtMs[row] ?? 0,
    rules: block.rules[row] ?? null,
  };
}

/** Lets go of what is large, before the block goes as a whole; gives its size. */
function takeOut(block: Block, row: number): number {
  block.targets[row] = '';
  block.rawHeaders[row] = noHeaders;
  block.buffers[row] = noBuffer;
  block.verifiers[row] = null;
  block.rules[row] = null;
  return block.sizes[row] ?? 0;
}

function orNull(figure: number | undefined): number | null {
  return figure === undefined || Number.isNaN(figure) ? null : figure;
}

/**
 * Requests of one sender are alike but for a few values. Kept texts that are alike are the same text, so that the garbage
 * collector does not carry thousands of copies along.
 */
function shareTexts(request: RecordedRequest, earlier: Block, row: number): void {
  const { summary, rawHeaders } = request;
  const target = earlier.targets[row];
  if (target !== undefined && summary.target === target) summary.target = target;
  const earlierHeaders = earlier.rawHeaders[row] ?? noHeaders;
  if (rawHeaders.length !== earlierHeaders.length) return;
  let isSame = true;
  for (let place = 0; place < rawHeaders.length; place += 1) {
    const text = earlierHeaders[place];
    if (text !== undefined && rawHeaders[place] === text) rawHeaders[place] = text;
    else isSame = false;
  }
  if (isSame) request.rawHeaders = earlierHeaders;
}

/** What a text costs beside its characters: two thousand headers of one letter each are more than their letters. */
const textBytes = 24;

function sizeOf({ body, rawHeaders, summary }: RecordedRequest): number {
  let sizeBytes = body.length + summary.target.length + textBytes;
  for (const text of rawHeaders) sizeBytes += text.length + textBytes;
  return sizeBytes;
}
