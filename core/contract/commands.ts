import { z } from 'zod';
import {
  attemptFilterSchema,
  attemptRecordSchema,
  attemptSummarySchema,
  channelSchema,
  comparableAttemptSchema,
  deliveryStatisticsSchema,
  documentKeySchema,
  entityNameSchema,
  objectRecordSchema,
  objectReferenceSchema,
  receivedRequestSchema,
  receivedSummarySchema,
  recipientReferenceSchema,
  renamedKinds,
  resendOutcomes,
  resendRequestSchema,
  runRecordSchema,
  statisticsOrders,
  subscriptionRecordSchema,
  templateDiagnosticSchema,
  userRecordSchema,
  variableNameSchema,
  verificationSchema,
} from '../model/index.ts';
import { eventTypeCommands } from './event-type-payloads.ts';
import { knockApiCommands, knockApiEvents } from './knock-api-payloads.ts';
import {
  catalogueSchema,
  dataSnapshotSchema,
  documentChangeSchema,
  documentKindSchema,
  documentRenameSchema,
  expectationResultSchema,
  plannedRecipientSchema,
  previewContextSchema,
  previewSchema,
  projectRowSchema,
  receiverStateSchema,
  recipientRunRowSchema,
  resendableSchema,
  runProgressSchema,
  runRequestSchema,
  scopeNodeSchema,
  storedDocumentSchema,
  webhookRowSchema,
  workspaceInfoSchema,
  workspaceProblemSchema,
} from './payloads.ts';
import { signatureCommands, signatureStreams } from './signature-payloads.ts';
import { mappedFieldSchema, templateCommands, templateStreams } from './template-payloads.ts';

const nothing = z.strictObject({});
const done = z.object({});
const windowIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const inEnvironment = z.strictObject({ environment: documentKeySchema });
const pageSize = z.number().int().min(1).max(500);
const logReferences = { runIds: z.array(z.string()).max(500), attemptIds: z.array(z.string()).max(500) };
/** Texts of a request or its response that are secrets: masked where they are shown, the longest first. */
const masked = { maskedTexts: z.array(z.string()) };

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
    output: z.object({ rewritten: z.array(z.object({ kind: documentKindSchema, key: z.string() })) }),
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
  'objects.list': {
    input: z.strictObject({
      environment: documentKeySchema,
      collection: entityNameSchema.nullable(),
      search: z.string(),
      after: z.string().nullable(),
      limit: pageSize,
    }),
    output: z.object({ entries: z.array(objectRecordSchema), after: z.string().nullable(), total: z.number().int() }),
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
  /** Removes objects with every subscription from and to them; the output undoes it through `data.restore`. */
  'objects.remove': {
    input: z.strictObject({ environment: documentKeySchema, objects: z.array(objectReferenceSchema).min(1) }),
    output: dataSnapshotSchema,
  },
  'users.list': { input: inEnvironment, output: z.array(userRecordSchema) },
  'users.put': {
    input: z.strictObject({ environment: documentKeySchema, user: userRecordSchema }),
    output: userRecordSchema,
  },
  'tenants.list': { input: inEnvironment, output: z.array(userRecordSchema) },
  'tenants.put': {
    input: z.strictObject({ environment: documentKeySchema, tenant: userRecordSchema }),
    output: userRecordSchema,
  },
  'subscriptions.list': {
    input: z.strictObject({
      environment: documentKeySchema,
      object: objectReferenceSchema.optional(),
      recipient: recipientReferenceSchema.optional(),
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

  // Runs
  'runs.start': { input: runRequestSchema, output: z.object({ runId: z.string() }) },
  /** Starts the scenario's receivers, then the run. */
  'runs.startScenario': {
    input: z.strictObject({ scenario: documentKeySchema }),
    output: z.object({ runId: z.string() }),
  },
  /** Sends messages of the log again, in a run of its own. Refused when none of them could be sent. */
  'runs.resend': { input: resendRequestSchema, output: z.object({ runId: z.string() }) },
  /**
   * Messages of a run that can be sent again, by what became of them, in fan-out order; those that are still under way are
   * not among them. At most as many as one run sends again: `more` tells how many further there are.
   */
  'runs.resendable': {
    input: z.strictObject({ runId: z.string(), outcomes: z.array(z.enum(resendOutcomes)).min(1) }),
    output: z.object({
      attemptIds: z.array(z.string()),
      more: z.number().int(),
      counts: z.record(z.enum(resendOutcomes), z.number().int()),
      /** Messages that no request was ever made for: there is nothing to send again. */
      withoutRequest: z.number().int(),
    }),
  },
  /** Runs in which messages of this one were sent again, oldest first, with the attempts they were sent by. */
  'runs.resends': {
    input: z.strictObject({ runId: z.string() }),
    output: z.array(z.object({ runId: z.string(), number: z.number().int(), attemptIds: z.array(z.string()) })),
  },
  'runs.stop': { input: z.strictObject({ runId: z.string() }), output: done },
  'runs.resume': { input: z.strictObject({ runId: z.string() }), output: done },
  /** Takes runs that are over out of the log, with all their deliveries. None goes when one is still under way. */
  'runs.remove': {
    input: z.strictObject({ runIds: z.array(z.string()).min(1).max(1000) }),
    output: z.object({ runs: z.number().int(), attempts: z.number().int() }),
  },
  'runs.list': {
    input: z.strictObject({ beforeNumber: z.number().int().nullable(), limit: pageSize }),
    output: z.object({ runs: z.array(runRecordSchema), total: z.number().int() }),
  },
  'runs.get': { input: z.strictObject({ runId: z.string() }), output: runRecordSchema },
  /** Rows in fan-out order from an ordinal on; `total` counts those that have begun. */
  'runs.recipients': {
    input: z.strictObject({ runId: z.string(), fromOrdinal: z.number().int().nonnegative(), limit: pageSize }),
    output: z.object({ rows: z.array(recipientRunRowSchema), total: z.number().int() }),
  },
  /** How a run of a scenario measures up to the scenario's expectations. */
  'runs.expectations': { input: z.strictObject({ runId: z.string() }), output: z.array(expectationResultSchema) },

  // Deliveries
  'deliveries.list': {
    input: z.strictObject({
      filter: attemptFilterSchema,
      beforeSequence: z.number().int().nullable(),
      limit: pageSize,
    }),
    output: z.object({ attempts: z.array(attemptSummarySchema), hasMore: z.boolean() }),
  },
  /**
   * The newest attempt of each recipient (by `recipientKey()`) in runs of the environment; one without any is left out.
   * Reads all of the log once, however many recipients there are: for a list that is opened, not for every change.
   */
  'deliveries.newest': {
    input: z.strictObject({ environment: documentKeySchema, recipients: z.array(z.string()) }),
    output: z.array(attemptSummarySchema),
  },
  'deliveries.count': {
    input: z.strictObject({ filter: attemptFilterSchema }),
    output: z.object({ count: z.number().int() }),
  },
  /**
   * Of the newest 100,000 attempts that a filter finds: how they ended and how long they took, per endpoint (the first 1,000
   * in the order) and in all.
   */
  'deliveries.statistics': {
    input: z.strictObject({ filter: attemptFilterSchema, order: z.enum(statisticsOrders) }),
    output: deliveryStatisticsSchema,
  },
  'deliveries.get': { input: z.strictObject({ attemptId: z.string() }), output: attemptRecordSchema.extend(masked) },
  /** Which of these the log does not have any more. */
  'deliveries.missing': { input: z.strictObject(logReferences), output: z.object(logReferences) },
  /** One attempt to be shown beside another. The values of secrets are replaced in it unless they are asked for. */
  'deliveries.comparable': {
    input: z.strictObject({ attemptId: z.string(), withSecrets: z.boolean() }),
    output: comparableAttemptSchema,
  },
  /**
   * The attempts that a filter finds as an HTTP archive (HAR 1.2): JSON text, with bodies as base64 where they are not
   * UTF-8. `count` of `total` are in it, the newest. Secrets' values are replaced unless they are asked for.
   */
  'deliveries.export': {
    input: z.strictObject({ filter: attemptFilterSchema, withSecrets: z.boolean() }),
    output: z.object({ text: z.string(), count: z.number().int(), total: z.number().int() }),
  },
  /** The logged request as it can be sent again, and what would be signed how. */
  'deliveries.resendable': { input: z.strictObject({ attemptId: z.string() }), output: resendableSchema },
  /** Checks a logged request's signature with the key its channel would use now. */
  'deliveries.verify': { input: z.strictObject({ attemptId: z.string() }), output: verificationSchema },

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
    input: z.strictObject({ receiver: documentKeySchema, beforeNumber: z.number().int().nullable(), limit: pageSize }),
    output: z.object({ requests: z.array(receivedSummarySchema), total: z.number().int() }),
  },
  'receivers.request': { input: z.strictObject({ id: z.string() }), output: receivedRequestSchema.extend(masked) },
  'receivers.clear': { input: z.strictObject({ receiver: documentKeySchema }), output: done },

  ...knockApiCommands,
  ...signatureCommands,

  // What a window remembers between starts; opaque to the engine, kept in the data folder
  /** What the window remembered; of a new window, what was saved last by any. `renamed` since that was saved, oldest first. */
  'session.load': {
    input: z.strictObject({ window: windowIdSchema }),
    output: z.object({ session: z.unknown(), renamed: z.array(documentRenameSchema) }),
  },
  'session.save': { input: z.strictObject({ window: windowIdSchema, session: z.unknown() }), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** Commands that answer with many items: the reader grants credit, the engine waits for it. */
export const streams = {
  /** Dry run: who would get what, who would not, and why. */
  'runs.plan': { input: runRequestSchema, item: plannedRecipientSchema },
  /** The same of messages that are to be sent again. */
  'runs.planResend': { input: resendRequestSchema, item: plannedRecipientSchema },
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
  /** Comes after the changes that it consists of. */
  'documents.renamed': documentRenameSchema,
  'workspace.problems': z.array(workspaceProblemSchema),
  /** How many templates the background check has before it, told while it takes its time; 0 = it is done. */
  'templates.checking': z.object({ left: z.number().int() }),
  /** Objects, subscriptions, users or tenants of an environment changed. */
  'data.changed': z.object({ environment: z.string(), origin: z.enum(['command', 'disk']) }),
  /** Only attempts that the log has already made durable are told. */
  'runs.attempts': z.object({ runId: z.string(), attempts: z.array(attemptSummarySchema) }),
  'runs.progress': runProgressSchema,
  'runs.removed': z.object({ runIds: z.array(z.string()) }),
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

/** One handler per command: a missing one does not compile. */
export type CommandHandlers = {
  [N in CommandName]: (input: z.output<(typeof commands)[N]['input']>) => Promise<CommandOutput<N>> | CommandOutput<N>;
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
