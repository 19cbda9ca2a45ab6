import type {
  AttemptSummary,
  HeaderPair,
  JsonObject,
  KnockCall,
  ObjectRecord,
  ObjectReference,
  RecipientReference,
  RecipientRunRecord,
  RunRecord,
  SubscriptionRecord,
  TenantRecord,
  TriggerRecipient,
  UserRecord,
} from '../model/index.ts';

/** Records that are written together. */
export interface KnockRecords {
  objects: ObjectRecord[];
  users: UserRecord[];
  tenants: TenantRecord[];
  subscriptions: SubscriptionRecord[];
}

/** Which there is one subscription of at most. */
export interface SubscriptionPair {
  object: ObjectReference;
  recipient: RecipientReference;
}

/**
 * Recipient data of the environment. Lists are in key order, and may begin at a key; a write resolves once it is durable.
 */
export interface KnockData {
  /** When the file of these records was written last, in Unix milliseconds; null when there is none. */
  modifiedMs(records: { objects: string } | 'users' | 'tenants' | 'subscriptions'): number | null;
  collections(): { collection: string; count: number }[];
  objects(collection: string, from?: string): Iterable<ObjectRecord>;
  object(reference: ObjectReference): ObjectRecord | null;
  users(from?: string): Iterable<UserRecord>;
  user(id: string): UserRecord | null;
  tenants(from?: string): Iterable<TenantRecord>;
  tenant(id: string): TenantRecord | null;
  /** `from`: a recipient's key. */
  subscribersOf(object: ObjectReference, from?: string): Iterable<SubscriptionRecord>;
  subscriptionsOf(recipient: RecipientReference): Iterable<SubscriptionRecord>;
  subscription(object: ObjectReference, recipient: RecipientReference): SubscriptionRecord | null;
  putAll(records: Partial<KnockRecords>): Promise<void>;
  removeObjects(objects: readonly ObjectReference[]): Promise<unknown>;
  removeUsers(ids: readonly string[]): Promise<unknown>;
  removeTenants(ids: readonly string[]): Promise<unknown>;
  removeSubscriptions(pairs: readonly SubscriptionPair[]): Promise<unknown>;
}

/** A trigger as it is to run; numbers remember their spelling. */
export interface KnockTrigger {
  workflow: string;
  recipients: TriggerRecipient[];
  data: JsonObject;
  actor: RecipientReference | null;
  tenant: string | null;
}

/** Which recipient runs are looked for; absent = any. */
export interface RecipientRunFilter {
  runId?: string | undefined;
  workflow?: string | undefined;
  tenant?: string | undefined;
  recipientRunId?: string | undefined;
  recipient?: RecipientReference | undefined;
}

/** Which messages are looked for. */
export interface MessageFilter extends RecipientRunFilter {
  messageIds?: readonly string[] | undefined;
}

/** Where something stands among all of its kind: a greater place is newer, compared number by number. */
export type LogPlace = readonly [runNumber: number, ordinal: number, step: number];
export type LogSide = 'older' | 'newer';

/**
 * What was found next to a place (its recipient run included), newest first. `next` goes on from there; null = there are
 * no more on that side.
 */
export interface LogStretch<T> {
  items: T[];
  next: LogPlace | null;
}

export interface LoggedRecipientRun {
  place: LogPlace;
  run: RunRecord;
  row: RecipientRunRecord;
}

/** A message with all that the log and the workspace know of it. */
export interface LoggedMessage {
  id: string;
  place: LogPlace;
  run: RunRecord;
  row: RecipientRunRecord;
  step: RecipientRunRecord['steps'][number];
  /** The trigger's data, and what it has for this recipient alone. */
  data: JsonObject;
  /** Of this message, oldest first. */
  attempts: readonly AttemptSummary[];
  /** Null when neither an attempt nor the workflow names it. */
  channel: { key: string; name: string; maxAttempts: number | null } | null;
  /** Of the workflow. */
  categories: readonly string[];
}

/** One HTTP exchange of the log with secrets' values replaced. */
export interface LoggedExchange {
  request: { method: string; url: string; headers: readonly HeaderPair[]; body: string };
  response: { status: number; headers: readonly HeaderPair[]; body: string } | null;
  failure: { kind: string; detail: string } | null;
}

/** What the log has of the environment's runs; `from` null = from the newest on. */
export interface KnockLog {
  findRecipientRuns(
    filter: RecipientRunFilter,
    from: LogPlace | null,
    side: LogSide,
  ): Promise<LogStretch<LoggedRecipientRun>>;
  findMessages(filter: MessageFilter, from: LogPlace | null, side: LogSide): Promise<LogStretch<LoggedMessage>>;
  message(id: string): Promise<LoggedMessage | null>;
  exchange(attemptId: string): Promise<LoggedExchange | null>;
}

/** What the API needs of the engine. Each may reject with a `CommandError`. */
export interface KnockApiPorts {
  environment: string;
  /** Taken anew for every call; throws `not-found` when the environment is gone. */
  data(): KnockData;
  /** Keys of the workspace's workflows. */
  workflows(): string[];
  /** Throws when it cannot run; otherwise `start` resolves once the run is in the log. Nothing is done before. */
  prepare(trigger: KnockTrigger): { start(): Promise<{ id: string; number: number }> };
  log: KnockLog;
  /** Unix milliseconds. */
  nowMs(): number;
  /** Milliseconds that only grow. */
  monotonicMs(): number;
  newId(): string;
  onCall(call: Omit<KnockCall, 'number'>): void;
}
