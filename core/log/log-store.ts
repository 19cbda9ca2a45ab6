import type {
  AttemptFilter,
  AttemptRecord,
  AttemptSummary,
  DeliveryStatistics,
  NewAttempt,
  RecipientRunRecord,
  RecipientRunStatus,
  RunRecord,
  StatisticsOrder,
} from '../model/index.ts';

/** What the log tells without being asked; nothing is moved, replaced or lost in silence. */
export type LogProblem =
  /** The file could not be read as a log. It was kept as `backupFile`, and a new log was begun. */
  | { kind: 'replaced'; file: string; backupFile: string; message: string }
  /** Damage was met while working; the file is checked when the log is opened next. */
  | { kind: 'damaged'; file: string; message: string }
  /** The worker thread ended by itself; every call fails until the log is opened again. */
  | { kind: 'worker-ended'; file: string; message: string };

export interface LogStoreOptions {
  /** Path of the database file; its folder is created. */
  file: string;
  /** The built `log-worker.ts`. */
  workerUrl: URL;
  onProblem?: (problem: LogProblem) => void;
  /** The file may not grow past this: then appends fail with `disk-full`. Absent = as large as the disk allows. */
  maxSizeBytes?: number;
}

/** A recipient run with all of its attempts, oldest first. */
export interface RecipientRunWithAttempts extends RecipientRunRecord {
  attempts: AttemptSummary[];
}

/** Which recipient runs are looked for; absent = any. */
export interface RecipientRunFilter {
  environment?: string | undefined;
  runId?: string | undefined;
  workflow?: string | undefined;
  tenant?: string | undefined;
  recipientRunId?: string | undefined;
  /** As `recipientKey()` writes it. */
  recipient?: string | undefined;
  /** Those that may have one of these messages, or null: any message at all. A little more may be found. */
  messageIds?: readonly string[] | null | undefined;
}

/** Where a recipient run stands among those of all runs. */
export interface RecipientRunPlace {
  runNumber: number;
  ordinal: number;
}

export interface FoundRecipientRun extends RecipientRunPlace {
  row: RecipientRunWithAttempts;
}

export interface FinalRecipientRun {
  ordinal: number;
  recipient: string;
  status: RecipientRunStatus;
}

/** How far a message had come: what a resumed run must know so as not to send twice. */
export interface MessageProgress {
  /** Number of the last attempt. */
  attempts: number;
  lastVerdict: AttemptSummary['verdict'];
}

/** Which runs a removal takes; `keepRuns` keeps the newest N, `beforeMs` takes those that started earlier. */
export type PruneRule = { keepRuns: number } | { beforeMs: number };

export interface RemovalResult {
  runs: number;
  attempts: number;
  bodies: number;
}

/**
 * The delivery log. Every write resolves only once it is committed, and survives kill -9 from then on; writes that
 * arrive within a few milliseconds share one transaction and keep their order. Every call may reject with a
 * `CommandError`: `disk-full`, `disk-error`, `not-found`, `conflict`, `unavailable` (closed, or the worker ended).
 */
export interface LogStore {
  readonly file: string;

  /** Reserves the next run number: 1, 2, 3 … and never one twice, whatever is deleted. */
  nextRunNumber(): Promise<number>;
  insertRun(run: RunRecord): Promise<void>;
  /** Replaces the run with the same id; `not-found` when there is none. */
  updateRun(run: RunRecord): Promise<void>;
  getRun(id: string): Promise<RunRecord | null>;
  /** Newest first; `beforeNumber` null = from the newest on. */
  listRuns(beforeNumber: number | null, limit: number): Promise<{ runs: RunRecord[]; total: number }>;
  /** Runs that send messages of this run again, oldest first. */
  resendsOf(runId: string): Promise<RunRecord[]>;
  /** Runs of one environment become those of the other, and the other way round: their keys have changed. */
  exchangeEnvironments(one: string, other: string): Promise<void>;
  /** Runs that a dead process left `running` become `interrupted`, their counts taken from what the log holds. */
  markInterrupted(): Promise<RunRecord[]>;

  /** Inserts or replaces by run and ordinal. */
  upsertRecipientRuns(records: readonly RecipientRunRecord[]): Promise<void>;
  /** Rows with `fromOrdinal <= ordinal < fromOrdinal + limit`; `total` is the highest ordinal so far plus one. */
  listRecipientRuns(
    runId: string,
    fromOrdinal: number,
    limit: number,
  ): Promise<{ rows: RecipientRunWithAttempts[]; total: number }>;
  /**
   * Recipient runs of all runs that the filter finds, newest first: of the newest run the last one comes first. At most
   * `limit`, those next to `from` (itself included; null = the newest), on its older or its newer side. `runs` are theirs.
   */
  findRecipientRuns(
    filter: RecipientRunFilter,
    from: RecipientRunPlace | null,
    side: 'older' | 'newer',
    limit: number,
  ): Promise<{ found: FoundRecipientRun[]; runs: RunRecord[] }>;
  /** Recipients whose part of the run is over (delivered, undelivered, skipped), by ordinal, in pages. */
  finalRecipientRuns(runId: string): AsyncIterable<FinalRecipientRun>;
  /** Attempts made so far, by message id. */
  attemptCounts(runId: string): Promise<Map<string, MessageProgress>>;

  /**
   * Appends attempts, all of one run, and gives their summaries with the sequence numbers and ids they got. `request.bodySha256` must be
   * the hex SHA-256 of `request.body`: a body met lately is known by it and not stored again. The bytes are read until
   * the promise settles, never transferred or changed.
   */
  appendAttempts(records: readonly NewAttempt[]): Promise<AttemptSummary[]>;
  /** The same for one attempt. */
  appendAttempt(record: NewAttempt): Promise<AttemptSummary>;
  /** Newest first; `beforeSequence` null = from the newest on. */
  listAttempts(
    filter: AttemptFilter,
    beforeSequence: number | null,
    limit: number,
  ): Promise<{ attempts: AttemptSummary[]; hasMore: boolean }>;
  /** Of each recipient that has one, in runs of the environment; in one pass over the log. */
  newestAttempts(environment: string, recipients: readonly string[]): Promise<AttemptSummary[]>;
  /**
   * All attempts of messages, of whichever runs, oldest first, in pages. Reads all of the log once, however many messages there are.
   */
  messageAttempts(messageIds: readonly string[]): AsyncIterable<AttemptSummary[]>;
  countAttempts(filter: AttemptFilter): Promise<number>;
  /** Of the newest 100,000 that match: counts and times, per endpoint (the first 1,000 in the order) and in all. */
  attemptStatistics(filter: AttemptFilter, order: StatisticsOrder): Promise<DeliveryStatistics>;
  getAttempt(id: string): Promise<AttemptRecord | null>;

  /** Removes runs with all that belongs to them, and bodies that nothing refers to any more. */
  deleteRuns(runIds: readonly string[]): Promise<RemovalResult>;
  /** Retention: `deleteRuns` for the runs that the rule names; a run that is `running` always stays. */
  pruneAttempts(rule: PruneRule): Promise<RemovalResult>;

  /** Commits what is pending, then closes the file and ends the worker. */
  close(): Promise<void>;
}
