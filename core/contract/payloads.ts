import { z } from 'zod';
import {
  attemptSummarySchema,
  attemptVerdicts,
  bytesSchema,
  channelSchema,
  concurrencySchema,
  conditionSchema,
  type DocumentKind,
  deliveryPolicySchema,
  documentKeySchema,
  documentKinds,
  entityNameSchema,
  headerPairsSchema,
  jsonValueSchema,
  madeSignatureSchema,
  missedRequestSchema,
  objectRecordSchema,
  type Rename,
  receivedSummarySchema,
  recipientReferenceSchema,
  recipientRunRecordSchema,
  runReasonSchema,
  runRecordSchema,
  type StoredDocument,
  sdkWarningSchema,
  signatureSchemeSchema,
  subscriptionRecordSchema,
  templateDiagnosticSchema,
  tenantRecordSchema,
  triggerEventSchema,
  triggerRecipientSchema,
  userRecordSchema,
  type WorkspaceProblem,
} from '../model/index.ts';

export const documentKindSchema = z.enum(Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]]);

/** A stored document; its value was checked by the workspace room, so it is carried as it is. */
export const storedDocumentSchema = z.custom<StoredDocument>((value) => typeof value === 'object' && value !== null);

export const workspaceProblemSchema: z.ZodType<WorkspaceProblem> = z.object({
  severity: z.enum(['error', 'warning']),
  file: z.string(),
  message: z.string(),
  field: z.string().nullable(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  template: z
    .object({
      kind: z.enum(['channel', 'partial', 'step']),
      key: z.string(),
      revision: z.number().int(),
      code: templateDiagnosticSchema.shape.code,
      field: z.string(),
      line: z.number().int(),
      column: z.number().int(),
      endLine: z.number().int(),
      endColumn: z.number().int(),
      fixes: templateDiagnosticSchema.shape.fixes,
    })
    .optional(),
  eventType: z
    .object({
      key: z.string(),
      sample: z.number().int().nullable(),
      pointer: z.string(),
      place: z
        .object({
          line: z.number().int(),
          column: z.number().int(),
          endLine: z.number().int(),
          endColumn: z.number().int(),
        })
        .nullable(),
    })
    .optional(),
});

export const workspaceInfoSchema = z.object({
  name: z.string(),
  /** The folder, for display only. */
  path: z.string(),
  /** Why nothing can be written (newer schema version, read-only folder); null = it can. */
  readOnlyReason: z.string().nullable(),
  appVersion: z.string(),
  /** Where secrets are kept, in words for the settings screen. */
  secretStorage: z.object({ kind: z.enum(['keychain', 'file', 'memory']), description: z.string() }),
});

/** A change of one document; `document` null = removed. */
export const documentChangeSchema = z.object({
  kind: documentKindSchema,
  key: z.string(),
  document: storedDocumentSchema.nullable(),
  /** `command`: made through the contract; `disk`: somebody edited the file. */
  origin: z.enum(['command', 'disk']),
});

/** A document has another key: what names it by the old one means the new one from now on. */
export const renameSchema: z.ZodType<Rename> = z.union([
  z.object({ kind: z.union([documentKindSchema, z.literal('sample')]), from: z.string(), to: z.string() }),
  z.object({
    kind: z.literal('recipient'),
    environment: z.string(),
    collection: z.string().nullable(),
    from: z.string(),
    to: z.string(),
  }),
]);

/** A project as the Projects screen lists it. */
export const projectRowSchema = z.object({
  object: objectRecordSchema,
  name: z.string(),
  webhookCount: z.number().int(),
});

/** A webhook with the subscription that joins it to the project; null = it is not subscribed. */
export const webhookRowSchema = z.object({
  object: objectRecordSchema,
  subscription: subscriptionRecordSchema.nullable(),
});

/** Everything a removal took away, so that `data.restore` can undo it. */
export const dataSnapshotSchema = z.object({
  objects: z.array(objectRecordSchema),
  users: z.array(userRecordSchema),
  tenants: z.array(tenantRecordSchema),
  subscriptions: z.array(subscriptionRecordSchema),
});

/** Who and what a preview is for. */
export const previewContextSchema = z.strictObject({
  environment: documentKeySchema,
  recipient: recipientReferenceSchema.nullable(),
  /** The object through which the recipient would be reached by fan-out; gives `recipient.subscription`. */
  via: recipientReferenceSchema.nullable(),
  event: triggerEventSchema,
  actor: recipientReferenceSchema.nullable(),
  tenant: entityNameSchema.nullable(),
  workflow: documentKeySchema.nullable(),
});

export type PreviewContext = z.infer<typeof previewContextSchema>;

export const previewSchema = z.object({
  /** Null when the template cannot be rendered; `diagnostics` says why. */
  request: z
    .object({
      method: z.string(),
      url: z.string(),
      /** In sending order; `origin` tells who added it. */
      headers: z.array(
        z.object({ name: z.string(), value: z.string(), origin: z.enum(['template', 'default', 'signing']) }),
      ),
      body: bytesSchema,
      bodySha256: z.string(),
    })
    .nullable(),
  signing: z.discriminatedUnion('status', [
    z.object({ status: z.literal('off') }),
    z.object({ status: z.literal('empty-key'), message: z.string() }),
    z.object({ status: z.literal('failed'), message: z.string() }),
    madeSignatureSchema.omit({ algorithm: true }).extend({ status: z.literal('signed') }),
  ]),
  /** Null for a body that need not be JSON. Place is 1-based in the rendered body. */
  json: z
    .object({
      isValid: z.boolean(),
      message: z.string().nullable(),
      line: z.number().nullable(),
      column: z.number().nullable(),
    })
    .nullable(),
  /** Whether the body is what its format promises; `unchecked` claims nothing. Null when there is no body to judge. */
  bodyCheck: z
    .object({
      format: channelSchema.shape.bodyFormat,
      verdict: z.enum(['valid', 'invalid', 'unchecked']),
      /** What is wrong, or how far the check goes. */
      message: z.string().nullable(),
    })
    .nullable()
    .optional(),
  /** Paths the template reads that the scope does not have, such as `tenant.nme`. */
  unknownVariables: z.array(z.string()),
  diagnostics: z.array(templateDiagnosticSchema),
  /** When it was rendered and signed, in milliseconds since 1970. */
  atMs: z.number(),
  renderMs: z.number(),
  /** Texts of the request that are secrets: masked where they are shown, the longest first. */
  maskedTexts: z.array(z.string()),
});
export type Preview = z.infer<typeof previewSchema>;

/** One node of what a template can reach: drives completion and hover. */
export interface ScopeNode {
  name: string;
  /** `object`, `array`, `string`, `number`, `boolean`, `null`. */
  type: string;
  /** Short text of the value, secrets masked; null for objects and arrays. */
  preview: string | null;
  children: ScopeNode[];
}
export const scopeNodeSchema: z.ZodType<ScopeNode> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string(),
    preview: z.string().nullable(),
    children: z.array(scopeNodeSchema),
  }),
);

export const languageItemSchema = z.object({
  name: z.string(),
  /** Such as `value | date: format, zone?`. */
  signature: z.string(),
  description: z.string(),
  example: z.string().nullable(),
  /** Of a filter: the kind of value it gives, or how that follows from its input (see `FilterResult`). */
  gives: z
    .enum(['string', 'number', 'boolean', 'object', 'array', 'same', 'item', 'items', 'texts', 'values'])
    .optional(),
});

/** A receiver as it runs now. */
export const receiverStateSchema = z.object({
  receiver: documentKeySchema,
  status: z.enum(['stopped', 'starting', 'running', 'failed']),
  /** Such as `http://127.0.0.1:47101/hooks/prod`; null while stopped. */
  url: z.string().nullable(),
  /** Why it failed, and what to do. */
  problem: z.string().nullable(),
  receivedCount: z.number().int(),
  invalidCount: z.number().int(),
  /** Of the newest request that is kept, at the time the state was told; null = none is. */
  lastReceivedAtMs: z.number().nullable(),
  /** What came to its port and to no receiver; receivers that share a port share it. Null = nothing, or it is stopped. */
  missed: missedRequestSchema.nullable(),
});
export type ReceiverState = z.infer<typeof receiverStateSchema>;

/** One recipient in a dry run. */
export const plannedRecipientSchema = z.object({
  ordinal: z.number().int(),
  recipient: z.string(),
  via: z.string().nullable(),
  displayName: z.string(),
  willSend: z.boolean(),
  /** How many requests it would get. */
  messageCount: z.number().int(),
  /** Method and URL when it would send. */
  method: z.string().nullable(),
  url: z.string().nullable(),
  bodySizeBytes: z.number().int().nullable(),
  isSigned: z.boolean(),
  reason: runReasonSchema.nullable(),
  /** Each condition looked at, with the values that decided. */
  conditions: z.array(
    z.object({
      condition: conditionSchema,
      owner: z.string(),
      isMet: z.boolean().nullable(),
      actual: jsonValueSchema,
      expected: jsonValueSchema,
      /** Why it came out so, where the values do not tell. */
      note: z.string().nullable(),
    }),
  ),
});

export type PlannedRecipient = z.infer<typeof plannedRecipientSchema>;

/** What the Run screen and a scenario ask for; the engine makes a `Trigger` of it. */
export const runRequestSchema = z.strictObject({
  workflow: documentKeySchema,
  environment: documentKeySchema,
  recipients: z.array(triggerRecipientSchema).min(1),
  /** The recipients as JSON text, there when those given inline have numbers that another writer would spell anew. */
  recipientsText: z.string().optional(),
  actor: recipientReferenceSchema.nullable(),
  tenant: entityNameSchema.nullable(),
  event: triggerEventSchema,
  clock: z.union([
    z.literal('real'),
    z.literal('virtual'),
    z.strictObject({ scale: z.number().positive().max(1_000_000) }),
  ]),
  seed: z.number().int().nonnegative(),
  concurrency: concurrencySchema,
  scenario: documentKeySchema.nullable(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** A delivery of the log as it can be sent again. */
export const resendableSchema = z.object({
  runId: z.string(),
  runNumber: z.number().int(),
  /** Of the attempt. */
  number: z.number().int(),
  displayName: z.string(),
  channel: z.string(),
  /** As it was sent, without what the client writes anew: `host`, `connection`, `content-length`, its `user-agent`. */
  request: z.object({ method: z.string(), url: z.string(), headers: headerPairsSchema, body: bytesSchema }),
  /** Headers of the request that belong to its signature, in lower case: they are left out when it is signed afresh. */
  signatureHeaders: z.array(z.string()),
  signing: z.union([
    z.object({
      isPossible: z.literal(true),
      /** Null = the channel does not sign now. */
      schemeName: z.string().nullable(),
      keyFingerprint: z.string().nullable(),
      /** Where the new signature will stand. */
      makes: z.object({
        headers: z.array(z.string()),
        query: z.array(z.string()),
        bodyFields: z.array(z.string()),
      }),
    }),
    /** Why it cannot be signed afresh, in a sentence. */
    z.object({ isPossible: z.literal(false), message: z.string() }),
  ]),
  /** The channel's delivery policy; null when the channel is gone. */
  policy: z.object({ name: z.string(), maxAttempts: z.number().int(), words: z.string() }).nullable(),
});
export type Resendable = z.infer<typeof resendableSchema>;

/** A recipient run with its attempts, as the result table shows it. */
export const recipientRunRowSchema = recipientRunRecordSchema.extend({ attempts: z.array(attemptSummarySchema) });
export type RecipientRunRow = z.infer<typeof recipientRunRowSchema>;

export const expectationResultSchema = z.object({
  recipient: z.string(),
  isMet: z.boolean(),
  /** What was expected and what happened, one sentence. */
  message: z.string(),
});
export type ExpectationResult = z.infer<typeof expectationResultSchema>;

export const runProgressSchema = z.object({ run: runRecordSchema, isFinal: z.boolean() });

/** A raw request to verify, as pasted or captured. */
export const rawRequestSchema = z.strictObject({
  method: z.string(),
  url: z.string(),
  headers: headerPairsSchema,
  body: bytesSchema,
});

export const catalogueSchema = z.object({
  schemes: z.array(
    z.object({
      key: z.string(),
      scheme: signatureSchemeSchema,
      words: z.string(),
      /** How the vendor's keys look, such as `whsec` or `rsa-pem`. */
      keyForm: z.string(),
      /** Published verifier, as package and function; null = none known. */
      verifier: z.string().nullable(),
      confirmedBy: z.enum(['published-vector', 'vendor-code', 'vendor-page', 'documentation']),
      /** What published verifiers do that the rule does not say. */
      warnings: z.array(sdkWarningSchema),
    }),
  ),
  /** Senders whose requests carry no signature that protects them, and what to do about it. */
  unsignedSenders: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      offers: z.string(),
      instead: z.string(),
      source: z.string(),
      tokenPreset: z.string().nullable(),
    }),
  ),
  policies: z.array(z.object({ key: z.string(), policy: deliveryPolicySchema, words: z.string() })),
  filters: z.array(languageItemSchema),
  tags: z.array(languageItemSchema),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

export { attemptVerdicts, channelSchema, receivedSummarySchema };
