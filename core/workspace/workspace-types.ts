import type {
  DocumentKind,
  ObjectRecord,
  ObjectReference,
  RecipientReference,
  StoredDocument,
  SubscriptionRecord,
  TenantRecord,
  UserRecord,
  WorkspaceProblem,
  WorkspaceSettings,
} from '../model/index.ts';
import type { FileSystemPort } from './file-system-port.ts';
import type { FileText, HeavyDocument } from './heavy-document.ts';
import type { Migration } from './migrations/migration.ts';
import type { TimerPort } from './timer-port.ts';

export type ChangeOrigin = 'command' | 'disk';

/** What changed: told once it is durable (`command`) or taken in (`disk`). */
export type WorkspaceChange =
  | { subject: 'document'; kind: DocumentKind; key: string; document: StoredDocument | null; origin: ChangeOrigin }
  | { subject: 'data'; environment: string; origin: ChangeOrigin };

export interface WorkspaceOptions {
  /** Absolute path of the folder. */
  path: string;
  /** Notice edits made outside. */
  watch: boolean;
  onChange(change: WorkspaceChange): void;
  /** The complete list, whenever it changed. */
  onProblems(problems: WorkspaceProblem[]): void;
  /** The real disk unless a test stands in between. */
  files?: FileSystemPort;
  timers?: TimerPort;
  /** `readFileText` on another thread, for heavy files; absent = they are read here. Rejects with CommandError. */
  readHeavy?: (file: FileText) => Promise<HeavyDocument>;
  /** Steps from older layouts to this build's; the build's own list by default. */
  migrations?: readonly Migration[];
}

export interface WorkspaceInfo {
  name: string;
  path: string;
  /** Why nothing can be written; null = it can. */
  readOnlyReason: string | null;
}

/** Read-only documents in memory, and the only way to change their files. */
export interface Workspace {
  info(): WorkspaceInfo;
  /** Contents of `hookbench.json`; sensible defaults while that file cannot be read. */
  settings(): WorkspaceSettings;
  /** Every readable document, by kind, then key. Values are frozen. */
  documents(): StoredDocument[];
  get<K extends DocumentKind>(kind: K, key: string): Extract<StoredDocument, { kind: K }> | null;
  /**
   * Checks the value by its kind's schema and writes it. Resolves once it is durable; equal values write nothing.
   * `baseRevision` null creates the document or overwrites whatever there is, except a file that was never readable.
   * Rejects with CommandError: invalid-input, conflict, read-only, disk-full, disk-error. Refused = nothing changed.
   */
  put(kind: DocumentKind, key: string, value: unknown, baseRevision: number | null): Promise<StoredDocument>;
  /** Removes the document and its files. Rejects with not-found, conflict, read-only, disk-error. */
  remove(kind: DocumentKind, key: string): Promise<void>;
  /**
   * Moves the document to another key, an environment with its data, and writes that wherever others name it; resolves
   * with those, once durable. All of it or nothing. Rejects with not-found, conflict (the key is taken), and as `put`.
   */
  rename(kind: DocumentKind, from: string, to: string): Promise<StoredDocument[]>;
  /** Everything that could not be taken in or points nowhere, by file. */
  problems(): WorkspaceProblem[];
  /** Recipient data of an environment; throws CommandError not-found for a slug without file and data. */
  data(environment: string): EnvironmentData;
  /** Resolves when no write is under way. */
  flush(): Promise<void>;
  /** Looks at the folder now, as if a change had been noticed. */
  rescan(): Promise<void>;
  /** Finishes writes, then stops watching. */
  close(): Promise<void>;
}

/** Everything a removal took away: `restore` brings it back. Same shape as the contract's `dataSnapshotSchema`. */
export interface DataSnapshot {
  objects: ObjectRecord[];
  users: UserRecord[];
  tenants: TenantRecord[];
  subscriptions: SubscriptionRecord[];
}

/**
 * Objects, users, tenants and subscriptions of one environment, in memory. Reading is synchronous and every record
 * is a fresh value. Lists are in key order and stay valid while others write. Writing replaces all properties,
 * resolves once durable, and rolls back in memory when the disk refuses (CommandError as for `put`).
 * The collection `$tenants` is the tenants.
 */
export interface EnvironmentData {
  /** Its key, which may become another one. */
  readonly environment: string;
  collections(): { collection: string; count: number }[];
  /** When the file of these records was written last, in Unix milliseconds; null when there is none. */
  modifiedMs(records: { objects: string } | 'users' | 'tenants' | 'subscriptions'): number | null;
  /** Lists are in the order of their keys; `from` leaves out those before this one. */
  objects(collection: string, from?: string): Iterable<ObjectRecord>;
  object(reference: ObjectReference): ObjectRecord | null;
  users(from?: string): Iterable<UserRecord>;
  user(id: string): UserRecord | null;
  tenants(from?: string): Iterable<TenantRecord>;
  tenant(id: string): TenantRecord | null;
  /** Who subscribes to the object; `from` is a `recipientKey()`. */
  subscribersOf(object: ObjectReference, from?: string): Iterable<SubscriptionRecord>;
  subscriberCount(object: ObjectReference): number;
  /** `recipientKey()` of every object that has subscribers. */
  subscribedObjects(): ReadonlySet<string>;
  /** What the recipient subscribes to. */
  subscriptionsOf(recipient: RecipientReference): Iterable<SubscriptionRecord>;
  subscription(object: ObjectReference, recipient: RecipientReference): SubscriptionRecord | null;
  subscriptions(): Iterable<SubscriptionRecord>;

  putObject(object: ObjectRecord): Promise<void>;
  putUser(user: UserRecord): Promise<void>;
  putTenant(tenant: TenantRecord): Promise<void>;
  putSubscription(subscription: SubscriptionRecord): Promise<void>;
  /** Several records in one durable step: all of them, or none. */
  putAll(records: Partial<DataSnapshot>): Promise<void>;
  /** Gives a user or object another id, in its subscriptions too. Rejects with `conflict` when it is gone or the id is taken. */
  renameRecipient(recipient: RecipientReference, id: string): Promise<void>;
  /** Removes the objects with every subscription from and to them. Unknown ones are ignored. */
  removeObjects(objects: readonly ObjectReference[]): Promise<DataSnapshot>;
  removeUsers(ids: readonly string[]): Promise<DataSnapshot>;
  removeTenants(ids: readonly string[]): Promise<DataSnapshot>;
  removeSubscription(object: ObjectReference, recipient: RecipientReference): Promise<DataSnapshot>;
  removeSubscriptions(pairs: readonly Pick<SubscriptionRecord, 'object' | 'recipient'>[]): Promise<DataSnapshot>;
  restore(snapshot: DataSnapshot): Promise<void>;
}
