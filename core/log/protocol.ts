import type {
  AttemptFilter,
  AttemptRecord,
  AttemptSummary,
  DeliveryStatistics,
  RunRecord,
  StatisticsOrder,
} from '../model/index.ts';
import type {
  FinalRecipientRun,
  FoundRecipientRun,
  LogProblem,
  MessageProgress,
  RecipientRunFilter,
  RecipientRunPlace,
  RecipientRunWithAttempts,
  RemovalResult,
} from './log-store.ts';

/** What the worker is started with. */
export interface WorkerSettings {
  file: string;
  maxSizeBytes: number | null;
  /** The file was found damaged: keep it under another name and begin a new one. */
  isDamaged: boolean;
}

/** A value that SQLite takes. Never a boolean: the driver aborts the process on one. */
export type Cell = string | number | null;

/** Rows that are written, or refused, together. */
export type WritePart =
  | { kind: 'insertRun' | 'updateRun'; run: RunRecord }
  | {
      kind: 'attempts';
      runId: string;
      /** Rows name them by their place here. */
      endpoints: string[];
      /**
       * Rows of cells (`row-cells.ts`): sequence, ordinal, number, endpoint, status, failureKind, verdict, startedAtMs,
       * endedAtMs, messageHash, recipientHash, requestBody, responseBody, signedContent, summaryStart, summarySize,
       * detailsStart, detailsSize; the texts are JSON of a `StoredSummary` and a `StoredDetails`.
       */
      rows: Uint8Array<ArrayBuffer>;
    }
  /** Cells: ordinal, status, recordStart, recordSize; the text is JSON of a `StoredRecipientRun`. */
  | { kind: 'recipientRuns'; runId: string; rows: Uint8Array<ArrayBuffer> };

export const attemptCells = 18;
export const recipientRunCells = 4;

/**
 * Writes for one transaction. Starts and sizes are in `bytes`, counted from 1 as SQLite does. All its buffers are its own
 * and are transferred.
 */
export interface WriteBatch {
  parts: WritePart[];
  /** JSON list of `[id, uses, start, size]`. */
  createdBodies: string;
  /** JSON list of `[id, more uses]`. */
  usedBodies: string;
  /** Texts in UTF-8, and bodies. */
  bytes: Uint8Array<ArrayBuffer>;
}

export interface LogFailure {
  code: 'disk-full' | 'disk-error' | 'not-found' | 'conflict' | 'unavailable' | 'internal';
  message: string;
  details: string | null;
}

/** Parts of a batch that were refused, by their place; the others are committed. */
export type WriteRefusals = [part: number, failure: LogFailure][];

/** Everything the worker can be asked for. */
export interface LogRequests {
  write: { input: WriteBatch; output: WriteRefusals };
  nextRunNumber: { input: null; output: number };
  getRun: { input: { id: string }; output: RunRecord | null };
  listRuns: { input: { beforeNumber: number | null; limit: number }; output: { runs: RunRecord[]; total: number } };
  resendsOf: { input: { runId: string }; output: RunRecord[] };
  exchangeEnvironments: { input: { one: string; other: string }; output: null };
  markInterrupted: { input: null; output: RunRecord[] };
  listRecipientRuns: {
    input: { runId: string; fromOrdinal: number; limit: number };
    output: { rows: RecipientRunWithAttempts[]; total: number };
  };
  findRecipientRuns: {
    input: { filter: RecipientRunFilter; from: RecipientRunPlace | null; side: 'older' | 'newer'; limit: number };
    output: { found: FoundRecipientRun[]; runs: RunRecord[] };
  };
  finalRecipientRuns: {
    input: { runId: string; fromOrdinal: number };
    output: { rows: FinalRecipientRun[]; nextOrdinal: number | null };
  };
  messageProgress: {
    input: { runId: string; afterSequence: number };
    output: { messages: [messageId: string, progress: MessageProgress][]; nextSequence: number | null };
  };
  listAttempts: {
    input: { filter: AttemptFilter; beforeSequence: number | null; limit: number };
    output: { attempts: AttemptSummary[]; hasMore: boolean };
  };
  newestAttempts: { input: { environment: string; recipients: readonly string[] }; output: AttemptSummary[] };
  /** A page of their attempts, oldest first. */
  messageAttempts: {
    input: { messageIds: readonly string[]; afterSequence: number };
    output: { attempts: AttemptSummary[]; nextSequence: number | null };
  };
  countAttempts: { input: { filter: AttemptFilter }; output: number };
  attemptStatistics: { input: { filter: AttemptFilter; order: StatisticsOrder }; output: DeliveryStatistics };
  getAttempt: { input: { id: string }; output: AttemptRecord | null };
  runsToPrune: { input: { keepRuns: number } | { beforeMs: number }; output: string[] };
  /** Removes a bounded part of a run; asked again until `isDone`. */
  removeRunPart: { input: { runId: string }; output: RemovalResult & { isDone: boolean } };
  close: { input: null; output: null };
}
export type LogRequestName = keyof LogRequests;

export interface WorkerRequest<N extends LogRequestName = LogRequestName> {
  id: number;
  name: N;
  input: LogRequests[N]['input'];
}

/** The first message of the worker: it is ready, or why it is not. */
export type WorkerGreeting =
  | { kind: 'opened'; lastSequence: number; lastBody: number; backupFile: string | null }
  /** SQLite cannot read the file. Another worker sets it aside: this one's handles on it last as long as its thread. */
  | { kind: 'unreadable'; failure: LogFailure }
  | { kind: 'refused'; failure: LogFailure };

export type WorkerMessage =
  | WorkerGreeting
  | { kind: 'answer'; id: number; output: unknown }
  | { kind: 'failure'; id: number; failure: LogFailure }
  | { kind: 'problem'; problem: LogProblem };
