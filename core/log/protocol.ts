import type { AttemptFilter, AttemptRecord, AttemptSummary, RunRecord } from '../model/index.ts';
import type {
  FinalRecipientRun,
  LogProblem,
  MessageProgress,
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

/** A value that both structured clone and SQLite take cheaply. Never a boolean: the driver aborts the process on one. */
export type Cell = string | number | null;

/** Kinds of write operations inside a batch. */
export const writeKinds = { attempts: 0, recipientRuns: 1, insertRun: 2, updateRun: 3 } as const;
export type WriteKind = (typeof writeKinds)[keyof typeof writeKinds];

/** Cells per row of each kind; the encoders and `batch-writer.ts` agree on their order. */
export const rowWidths: Record<WriteKind, number> = { 0: 28, 1: 11, 2: 6, 3: 4 };

/** Several write operations for one transaction, flat because flat arrays cross the thread boundary fastest. */
export interface WriteBatch {
  /** Kind and number of rows of each operation, in turn. */
  operations: number[];
  /** The rows' cells, one after another. */
  cells: Cell[];
  /** Every body the rows refer to by offset and length; its buffer is the batch's own and is transferred. */
  bytes: Uint8Array<ArrayBuffer>;
}

export interface LogFailure {
  code: 'disk-full' | 'disk-error' | 'not-found' | 'conflict' | 'invalid-input' | 'unavailable' | 'internal';
  message: string;
  details: string | null;
}

/** Operations of a batch that were refused, by their place; the others are committed. */
export type WriteRefusals = [operation: number, failure: LogFailure][];

/** Everything the worker can be asked for. */
export interface LogRequests {
  write: { input: WriteBatch; output: WriteRefusals };
  nextRunNumber: { input: null; output: number };
  getRun: { input: { id: string }; output: RunRecord | null };
  listRuns: { input: { beforeNumber: number | null; limit: number }; output: { runs: RunRecord[]; total: number } };
  markInterrupted: { input: null; output: RunRecord[] };
  listRecipientRuns: {
    input: { runId: string; fromOrdinal: number; limit: number };
    output: { rows: RecipientRunWithAttempts[]; total: number };
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
  countAttempts: { input: { filter: AttemptFilter }; output: number };
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
  | { kind: 'opened'; lastSequence: number; backupFile: string | null }
  /** SQLite cannot read the file. Another worker sets it aside: this one's handles on it last as long as its thread. */
  | { kind: 'unreadable'; failure: LogFailure }
  | { kind: 'refused'; failure: LogFailure };

export type WorkerMessage =
  | WorkerGreeting
  | { kind: 'answer'; id: number; output: unknown }
  | { kind: 'failure'; id: number; failure: LogFailure }
  | { kind: 'problem'; problem: LogProblem };
