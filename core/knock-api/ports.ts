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

/** Recipient data of the environment. Lists are in key order; a write resolves once it is durable. */
export interface KnockData {
  collections(): { collection: string; count: number }[];
  objects(collection: string): Iterable<ObjectRecord>;
  object(reference: ObjectReference): ObjectRecord | null;
  users(): Iterable<UserRecord>;
  user(id: string): UserRecord | null;
  tenants(): Iterable<TenantRecord>;
  tenant(id: string): TenantRecord | null;
  subscribersOf(object: ObjectReference): Iterable<SubscriptionRecord>;
  subscriptionsOf(recipient: RecipientReference): Iterable<SubscriptionRecord>;
  subscription(object: ObjectReference, recipient: RecipientReference): SubscriptionRecord | null;
  putAll(records: Partial<KnockRecords>): Promise<void>;
  removeObjects(objects: readonly ObjectReference[]): Promise<unknown>;
  removeUsers(ids: readonly string[]): Promise<unknown>;
  removeTenants(ids: readonly string[]): Promise<unknown>;
  removeSubscription(object: ObjectReference, recipient: RecipientReference): Promise<unknown>;
}

/** A trigger as it is to run; numbers remember their spelling. */
export interface KnockTrigger {
  workflow: string;
  recipients: TriggerRecipient[];
  data: JsonObject;
  actor: RecipientReference | null;
  tenant: string | null;
}

/** Which messages are looked for; absent = any. */
export interface MessageFilter {
  runId?: string | undefined;
  workflow?: string | undefined;
  tenant?: string | undefined;
  recipientRunId?: string | undefined;
  recipient?: RecipientReference | undefined;
  messageIds?: readonly string[] | undefined;
}

/** Where a message stands among all: a greater place is newer, compared number by number. */
export type MessagePlace = readonly [runNumber: number, ordinal: number, step: number];

/** A message with all that the log and the workspace know of it. */
export interface LoggedMessage {
  id: string;
  place: MessagePlace;
  run: RunRecord;
  row: RecipientRunRecord;
  step: RecipientRunRecord['steps'][number];
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

export interface KnockMessages {
  /**
   * A stretch of the messages next to `from` (its recipient run included; null = the newest), newest first. `next` goes on
   * from there; null = there are no more on that side.
   */
  find(
    filter: MessageFilter,
    from: MessagePlace | null,
    side: 'older' | 'newer',
  ): Promise<{ messages: LoggedMessage[]; next: MessagePlace | null }>;
  get(id: string): Promise<LoggedMessage | null>;
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
  messages: KnockMessages;
  /** Unix milliseconds. */
  nowMs(): number;
  /** Milliseconds that only grow. */
  monotonicMs(): number;
  newId(): string;
  onCall(call: Omit<KnockCall, 'number'>): void;
}
