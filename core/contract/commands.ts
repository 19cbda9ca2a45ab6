import { z } from 'zod';
import {
  certificateFactsSchema,
  channelSchema,
  clientCertificateSchema,
  documentKeySchema,
  entityNameSchema,
  environmentSchema,
  objectRecordSchema,
  objectReferenceSchema,
  receivedFilterSchema,
  receivedRequestSchema,
  receivedSummarySchema,
  recipientReferenceSchema,
  renamedKinds,
  subscriptionRecordSchema,
  templateDiagnosticSchema,
  userRecordSchema,
  variableNameSchema,
} from '../model/index.ts';
import { eventTypeCommands } from './event-type-payloads.ts';
import { knockApiCommands, knockApiEvents } from './knock-api-payloads.ts';
import {
  catalogueSchema,
  dataSnapshotSchema,
  documentChangeSchema,
  documentKindSchema,
  previewContextSchema,
  previewSchema,
  projectRowSchema,
  receiverStateSchema,
  renameSchema,
  scopeNodeSchema,
  storedDocumentSchema,
  webhookRowSchema,
  workspaceInfoSchema,
  workspaceProblemSchema,
} from './payloads.ts';
import { masked, runCommands, runEvents, runStreams } from './run-payloads.ts';
import { signatureCommands, signatureStreams } from './signature-payloads.ts';
import { mappedFieldSchema, templateCommands, templateStreams } from './template-payloads.ts';
import type { WrittenOutput } from './wire-text.ts';

const nothing = z.strictObject({});
const done = z.object({});
const windowIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const inEnvironment = z.strictObject({ environment: documentKeySchema });
const pageSize = z.number().int().min(1).max(500);
const recordsPage = z.strictObject({
  environment: documentKeySchema,
  search: z.string(),
  after: z.string().nullable(),
  limit: pageSize,
});
const recordsOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({ entries: z.array(entry), after: z.string().nullable(), total: z.number().int() });
const recordById = z.strictObject({ environment: documentKeySchema, id: entityNameSchema });
const recordsById = z.strictObject({ environment: documentKeySchema, ids: z.array(entityNameSchema).min(1) });

/** Everything a screen or a host may ask for: name → schemas of input and output. Names are `noun.verb`. */
export const commands = {
  // The workspace and its documents
  'workspace.get': { input: nothing, output: workspaceInfoSchema },
  'workspace.problems': { input: nothing, output: z.array(workspaceProblemSchema) },
  'catalogue.get': { input: nothing, output: catalogueSchema },
  'documents.list': { input: nothing, output: z.array(storedDocumentSchema) },
  /** `value` is checked by the kind's schema; `baseRevision` null = create or overwrite. Acknowledged once durable. */
  'documents.put': {
    input: z.strictObject({
      kind: documentKindSchema,
      key: z.string(),
      value: z.unknown(),
      baseRevision: z.number().int().nullable(),
    }),
    output: z.object({ revision: z.number().int() }),
  },
  /**
   * Another key for a document, written wherever others name it: all of it or nothing. A receiver that runs goes on under
   * its new key, with nothing recorded. What the delivery log has keeps the old key. Refused with `conflict` when the key is taken.
   */
  'documents.rename': {
    input: z.strictObject({ kind: z.enum(renamedKinds), from: documentKeySchema, to: documentKeySchema }),
    output: z.object({
      rewritten: z.array(z.object({ kind: documentKindSchema, key: z.string() })),
      /** Variables of the system that gave secrets of an environment by its old key, and what they have to be called now. */
      unreadVariables: z.array(z.object({ was: z.string(), now: z.string() })),
    }),
  },
  'documents.remove': { input: z.strictObject({ kind: documentKindSchema, key: z.string() }), output: done },

  // Projects, webhooks and the plain objects and subscriptions under them
  'projects.list': { input: inEnvironment, output: z.array(projectRowSchema) },
  'webhooks.list': {
    input: z.strictObject({ environment: documentKeySchema, projectId: entityNameSchema }),
    output: z.array(webhookRowSchema),
  },
  /** The object and its subscription to the project in one durable step. A literal signing key moves to the secrets. */
  'webhooks.put': {
    input: z.strictObject({
      environment: documentKeySchema,
      projectId: entityNameSchema,
      webhook: objectRecordSchema,
      signingKey: z.strictObject({ property: variableNameSchema, value: z.string() }).nullable(),
    }),
    output: webhookRowSchema,
  },
  /**
   * Gives a webhook a new key; the one it had stays in `previous_<property>` until `previous_<property>_valid_until`,
   * for the channel's previous keys to read. Both are secrets; a key that was being replaced already is dropped.
   */
  'webhooks.rotateKey': {
    input: z.strictObject({
      environment: documentKeySchema,
      webhook: objectReferenceSchema,
      property: variableNameSchema,
      newKey: z.string().min(1),
      /** Unix milliseconds; null = until it is taken away. */
      validUntilMs: z.number().int().nullable(),
    }),
    output: objectRecordSchema,
  },
  /** A new environment with the data of another one; values of secrets are not copied. `conflict` when its key is taken. */
  'environments.copy': {
    input: z.strictObject({ from: documentKeySchema, to: documentKeySchema, value: environmentSchema }),
    output: done,
  },
  /** Removes an environment with all of its data, which `documents.remove` leaves where it is. */
  'environments.remove': { input: inEnvironment, output: done },
  /** Takes away the key that `webhooks.rotateKey` kept, with the end of its time and its secret. */
  'webhooks.endKeyRotation': {
    input: z.strictObject({
      environment: documentKeySchema,
      webhook: objectReferenceSchema,
      property: variableNameSchema,
    }),
    output: objectRecordSchema,
  },
  'objects.list': {
    input: z.strictObject({
      environment: documentKeySchema,
      collection: entityNameSchema.nullable(),
      search: z.string(),
      after: z.string().nullable(),
      limit: pageSize,
    }),
    output: recordsOf(objectRecordSchema),
  },
  'objects.collections': {
    input: inEnvironment,
    output: z.array(z.object({ collection: z.string(), count: z.number().int() })),
  },
  'objects.get': {
    input: z.strictObject({ environment: documentKeySchema, object: objectReferenceSchema }),
    output: objectRecordSchema.nullable(),
  },
  /** Replaces all properties of the object (Knock's deep merge belongs to its API, not to an editor). */
  'objects.put': {
    input: z.strictObject({ environment: documentKeySchema, object: objectRecordSchema }),
    output: objectRecordSchema,
  },
  /**
   * Another id for a user, tenant or object, in its subscriptions and the environment's scenarios too: all of it or nothing.
   * An object's keys' variables that are named after it, and that nothing else reads, are named anew. What the delivery log
   * has keeps the old id. Refused with `conflict` when the id is taken. Gives the scenarios that named it.
   */
  'recipients.rename': {
    input: z.strictObject({
      environment: documentKeySchema,
      recipient: recipientReferenceSchema,
      id: entityNameSchema,
    }),
    output: z.object({ scenarios: z.array(z.string()) }),
  },
  /** Removes objects with every subscription from and to them; the output undoes it through `data.restore`. */
  'objects.remove': {
    input: z.strictObject({ environment: documentKeySchema, objects: z.array(objectReferenceSchema).min(1) }),
    output: dataSnapshotSchema,
  },
  /** A page of the users whose id or name holds the text. */
  'users.list': { input: recordsPage, output: recordsOf(userRecordSchema) },
  'users.get': { input: recordById, output: userRecordSchema.nullable() },
  'users.put': {
    input: z.strictObject({ environment: documentKeySchema, user: userRecordSchema }),
    output: userRecordSchema,
  },
  /** Removes users with every subscription of theirs; the output undoes it through `data.restore`. */
  'users.remove': { input: recordsById, output: dataSnapshotSchema },
  'tenants.list': { input: recordsPage, output: recordsOf(userRecordSchema) },
  'tenants.get': { input: recordById, output: userRecordSchema.nullable() },
  'tenants.put': {
    input: z.strictObject({ environment: documentKeySchema, tenant: userRecordSchema }),
    output: userRecordSchema,
  },
  /** Removes tenants with every subscription of theirs; the output undoes it through `data.restore`. */
  'tenants.remove': { input: recordsById, output: dataSnapshotSchema },
  /** Of an object, of a recipient, or of both; at most `limit`, where one is given. */
  /** Those of an object, of a recipient, or all; from the one at `offset` on. */
  'subscriptions.list': {
    input: z.strictObject({
      environment: documentKeySchema,
      object: objectReferenceSchema.optional(),
      recipient: recipientReferenceSchema.optional(),
      offset: z.number().int().min(0).optional(),
      limit: pageSize.optional(),
    }),
    output: z.array(subscriptionRecordSchema),
  },
  'subscriptions.put': {
    input: z.strictObject({ environment: documentKeySchema, subscription: subscriptionRecordSchema }),
    output: subscriptionRecordSchema,
  },
  'subscriptions.remove': {
    input: z.strictObject({
      environment: documentKeySchema,
      object: objectReferenceSchema,
      recipient: recipientReferenceSchema,
    }),
    output: dataSnapshotSchema,
  },
  'data.restore': {
    input: z.strictObject({ environment: documentKeySchema, snapshot: dataSnapshotSchema }),
    output: done,
  },

  /** The certificates of a PEM text, in its order; null = one that cannot be read. */
  'certificates.read': {
    input: z.strictObject({ pem: z.string() }),
    output: z.array(certificateFactsSchema.nullable()),
  },
  /** Whether a client certificate and the key that the environment has for it go together; null = nothing is wrong. */
  'certificates.checkClient': {
    input: z.strictObject({ environment: documentKeySchema, clientCertificate: clientCertificateSchema }),
    output: z.object({ problem: z.string().nullable() }),
  },

  // Secrets: names travel freely, values only on an explicit reveal
  'secrets.list': {
    input: inEnvironment,
    output: z.array(
      z.object({ name: variableNameSchema, isSet: z.boolean(), source: z.enum(['store', 'variable', 'none']) }),
    ),
  },
  'secrets.set': {
    input: z.strictObject({ environment: documentKeySchema, name: variableNameSchema, value: z.string() }),
    output: done,
  },
  'secrets.remove': {
    input: z.strictObject({ environment: documentKeySchema, name: variableNameSchema }),
    output: done,
  },
  'secrets.reveal': {
    input: z.strictObject({ environment: documentKeySchema, name: variableNameSchema }),
    output: z.object({ value: z.string().nullable() }),
  },

  // Templates
  'template.preview': {
    input: z.strictObject({
      channel: channelSchema,
      context: previewContextSchema,
      /** When it is rendered and signed, in milliseconds since 1970; previews to compare are made at one time. Default: now. */
      atMs: z.number().int().nonnegative().optional(),
      /** Asks for the source map as well: it comes when the body is short. */
      withSourceMap: z.boolean().optional(),
      /** Asks for what `template.lint` finds in every text of the channel as well. */
      withLint: z.boolean().optional(),
    }),
    output: previewSchema.extend({
      sourceMap: z.array(mappedFieldSchema).optional(),
      lint: z.array(templateDiagnosticSchema).optional(),
    }),
  },
  /** What a template can reach in this context. */
  'template.scope': { input: z.strictObject({ context: previewContextSchema }), output: z.array(scopeNodeSchema) },
  ...templateCommands,
  ...eventTypeCommands,

  ...runCommands,

  // Receivers
  'receivers.states': { input: nothing, output: z.array(receiverStateSchema) },
  'receivers.start': {
    input: z.strictObject({ receivers: z.array(documentKeySchema).min(1) }),
    output: z.array(receiverStateSchema),
  },
  'receivers.stop': {
    input: z.strictObject({ receivers: z.array(documentKeySchema).min(1) }),
    output: z.array(receiverStateSchema),
  },
  'receivers.requests': {
    input: z.strictObject({
      receiver: documentKeySchema,
      beforeNumber: z.number().int().nullable(),
      limit: pageSize,
      filter: receivedFilterSchema.optional(),
    }),
    /** Newest first. There may be more when there are as many as the limit. `total` is what is kept, whatever the filter. */
    output: z.object({ requests: z.array(receivedSummarySchema), total: z.number().int() }),
  },
  'receivers.request': { input: z.strictObject({ id: z.string() }), output: receivedRequestSchema.extend(masked) },
  /** Whose certificates receivers have that speak https, for whoever is to trust them: in PEM. Made when there is none. */
  'receivers.authority': { input: nothing, output: z.object({ certificate: z.string() }) },
  /** A new certificate of that authority for whoever sends, and its key, which is kept nowhere: both in PEM. */
  'receivers.makeClientCertificate': {
    input: nothing,
    output: z.object({ certificate: z.string(), privateKey: z.string() }),
  },
  'receivers.clear': { input: z.strictObject({ receiver: documentKeySchema }), output: done },

  ...knockApiCommands,
  ...signatureCommands,

  // What a window remembers between starts; opaque to the engine, kept in the data folder
  /** What the window remembered; of a new window, what was saved last by any. `renamed` since that was saved, oldest first. */
  'session.load': {
    input: z.strictObject({ window: windowIdSchema }),
    output: z.object({ session: z.unknown(), renamed: z.array(renameSchema) }),
  },
  'session.save': { input: z.strictObject({ window: windowIdSchema, session: z.unknown() }), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** Commands that answer with many items: the reader grants credit, the engine waits for it. */
export const streams = {
  ...runStreams,
  /**
   * Gives nothing: for as long as it is open, templates are checked with this environment. A window keeps one open for
   * the environment that is chosen in it.
   */
  'environment.follow': { input: inEnvironment, item: z.never() },
  ...signatureStreams,
  ...templateStreams,
} as const satisfies Record<string, { input: z.ZodType; item: z.ZodType }>;

/** What the engine tells without being asked; batched, at most one message per frame. */
export const events = {
  'documents.changed': documentChangeSchema,
  /**
   * Comes after the changes that it consists of. That of an object comes before, and the other way round when the change is
   * refused: so there is no moment without it.
   */
  'documents.renamed': renameSchema,
  'workspace.problems': z.array(workspaceProblemSchema),
  /** How many templates the background check has before it, told while it takes its time; 0 = it is done. */
  'templates.checking': z.object({ left: z.number().int() }),
  /** Objects, subscriptions, users or tenants of an environment changed. */
  'data.changed': z.object({ environment: z.string(), origin: z.enum(['command', 'disk']) }),
  ...runEvents,
  'receivers.state': receiverStateSchema,
  /** Once for each request, when it has come in whole. */
  'receivers.received': receivedSummarySchema,
  /** What became of one that was not answered at once: with latency, or with a fault. */
  'receivers.answered': receivedSummarySchema,
  ...knockApiEvents,
} as const satisfies Record<string, z.ZodType>;

export type CommandName = keyof typeof commands;
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>;
export type StreamName = keyof typeof streams;
export type StreamInput<N extends StreamName> = z.input<(typeof streams)[N]['input']>;
export type StreamItem<N extends StreamName> = z.output<(typeof streams)[N]['item']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** Commands about what may have megabytes give their outputs as text of the wire where another thread made them. */
type HandlerOutput<N extends CommandName> =
  | CommandOutput<N>
  | (N extends `eventTypes.${string}` | `signatures.${string}` ? WrittenOutput : never);

/** One handler per command: a missing one does not compile. */
export type CommandHandlers = {
  [N in CommandName]: (input: z.output<(typeof commands)[N]['input']>) => Promise<HandlerOutput<N>> | HandlerOutput<N>;
};
export type StreamHandlers = {
  [N in StreamName]: (
    input: z.output<(typeof streams)[N]['input']>,
    signal: AbortSignalLike,
  ) => AsyncIterable<StreamItem<N>>;
};

/** The part of AbortSignal the contract needs; spelled out because this folder compiles without Node or DOM types. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}
