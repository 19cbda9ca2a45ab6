import type {
  AttemptReport,
  AttemptSummary,
  FailureKind,
  MessageOutcome,
  NewAttempt,
  RecipientRunRecord,
  RecipientRunStatus,
  RenderedRequest,
  RunCounts,
  RunReason,
  Trigger,
} from '../model/index.ts';
import type { RenderedPreviousKey } from './previous-keys.ts';
import type { RequestPace } from './request-pace.ts';
import type { DecisionPorts, RunDefinition } from './run-definition.ts';
import type { RunSource } from './run-source.ts';

/** The part of the delivery room's clock that a run needs. `hold` keeps virtual time from moving; calls nest. */
export interface RunClock {
  nowMs(): number;
  hold(): void;
  release(): void;
}

/** A request that is to reach one recipient, with all that stays the same over its attempts. */
export interface OutgoingMessage {
  id: string;
  runId: string;
  recipientRunId: string;
  /** Place of the recipient in the fan-out. */
  ordinal: number;
  recipient: string;
  displayName: string;
  channelKey: string;
  stepRef: string;
  request: RenderedRequest;
  /** Null = the channel does not sign. Never empty. */
  signingKey: string | null;
  /** Keys that are being replaced for this recipient; empty as a rule. */
  previousKeys: readonly RenderedPreviousKey[];
  /** 1, or more when a resumed run goes on with the message. */
  firstAttemptNumber: number;
  /** When a resumed message's next attempt was due; null = now. */
  firstAttemptAtMs: number | null;
}

/** Places for requests under way. */
export interface RequestSlots {
  /** Undefined = a place was free and is taken; otherwise resolves to false when the run was stopped meanwhile. */
  enter(): undefined | Promise<boolean>;
  leave(): void;
}

/** What a message's delivery gets from the run. Fits the ports of the delivery room's `deliverMessage`. */
export interface DeliveryControl {
  signal: AbortSignal;
  slots: RequestSlots;
  /** Null = requests follow each other as fast as there are places. */
  pace: RequestPace | null;
  /** 0 ≤ x < 1, the same for the same seed, message and attempt, whatever else runs. */
  random(attemptNumber: number): number;
  /** Resolves once the attempt is durable. */
  onAttempt(report: AttemptReport): Promise<void>;
  /** The message's end is decided by the attempt that was given last, which may not be durable yet. */
  onDecided(outcome: MessageOutcome): void;
  /** The message begins to wait until then; it holds no slot meanwhile. */
  onWaiting(nextAttemptAtMs: number): void;
  /** The wait is over. */
  onAwake(): void;
}

/** What delivering and recording messages needs of other rooms, wherever they come from. */
export interface MessagePorts {
  clock: RunClock;
  deliver(message: OutgoingMessage, control: DeliveryControl): Promise<MessageOutcome>;
  /** Why the channel's policy will not call a URL, as far as the URL tells by itself; null = it may. */
  callProblem(channelKey: string, url: string): string | null;
  record: {
    /** Resolves once all are durable. Batches are written in the order they came; a later record of an id replaces the earlier. */
    recipientRuns(records: readonly RecipientRunRecord[]): Promise<void>;
    /** Resolves once durable, with the place and the id the log gave it. */
    attempt(attempt: NewAttempt): Promise<AttemptSummary>;
  };
  /** Told only after the attempt is durable. */
  onAttempt?(attempt: AttemptSummary): void;
  /** Counts changed, and what they count is durable. The object is live: copy what is to be kept. */
  onProgress?(counts: Readonly<RunCounts>): void;
  limits?: Partial<RunLimits>;
}

/** What the run of a workflow needs besides. */
export interface RunPorts extends DecisionPorts, MessagePorts {
  /** The definition of this run, taken now. Throws `CommandError` when the workflow does not exist. */
  define(trigger: Trigger, runId: string): RunDefinition;
  /** The fan-out, lazily: `expandRecipients(trigger, directory)`. */
  expand(trigger: Trigger): RunSource['recipients'];
}

/** Bounds of memory: past them no new recipient is begun until others are done. */
export interface RunLimits {
  /**
   * Recipients being sent or recorded, beyond the run's concurrency; by default as many again. What a process that dies
   * had sent and not yet recorded is at most that, and no more of it comes twice when the run is resumed.
   */
  unrecordedRecipients: number;
  waitingMessages: number;
  /** Bytes of rendered bodies kept for messages that wait for their next attempt. */
  waitingBytes: number;
}

/** What the log knows of an interrupted or stopped run. Looked up per recipient; need not be in memory. */
export interface ResumeState {
  /** Status of a recipient that was done (delivered, undelivered, skipped); undefined = run it (again). */
  finalStatusOf(recipientKey: string): RecipientRunStatus | undefined;
  /** Last attempt of a message; undefined = it had none. */
  lastAttemptOf(messageId: string): LastAttempt | undefined;
  /** Attempts in the log, of all messages. */
  attempts: number;
}

export interface LastAttempt {
  number: number;
  verdict: 'delivered' | 'retry' | 'final';
  failureKind: FailureKind | null;
  /** Why the message ended with it; null when it was to be tried again. */
  reason: RunReason | null;
  nextAttemptAtMs: number | null;
}

export interface RunResult {
  status: 'completed' | 'stopped' | 'failed';
  /** One sentence when it failed as a whole; null otherwise. */
  statusMessage: string | null;
  counts: RunCounts;
}

export interface RunHandle {
  readonly runId: string;
  counts(): RunCounts;
  /** Begins nothing more and aborts what is under way; `done` resolves when all of it is recorded. */
  stop(): void;
  /** Never rejects. */
  readonly done: Promise<RunResult>;
}
