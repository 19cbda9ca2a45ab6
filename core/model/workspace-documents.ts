import { z } from 'zod';
import { channelSchema } from './channel.ts';
import { connectionSettingsSchema } from './connection-settings.ts';
import { eventTypeSchema } from './event-type.ts';
import { documentKeySchema, entityNameSchema, eventTypeKeySchema, variableNameSchema } from './keys.ts';
import { receiverSchema } from './receiver.ts';
import { scenarioSchema } from './scenario.ts';
import { signatureSchemeSchema } from './signature-scheme.ts';
import type { DiagnosticCode, TemplateFix } from './template-diagnostic.ts';
import { workflowSchema } from './workflow.ts';

/** The newest layout of files this build knows. */
export const currentSchemaVersion = 1;

/** `hookbench.json`. */
export const workspaceSettingsSchema = z.strictObject({
  schemaVersion: z.number().int().positive(),
  name: z.string().min(1),
  /** Which object collections the Projects screen gives a face to. */
  projectCollection: entityNameSchema,
  webhookCollection: entityNameSchema,
  /** Under which keys of the trigger's data an event's type and payload travel. */
  eventTypeField: variableNameSchema,
  payloadField: variableNameSchema,
  /** Property of a webhook that lists the event types it wants; empty or absent = all. */
  eventTypesProperty: variableNameSchema,
});
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;

/** `environments/<slug>.json`. Values that parse as JSON take that type (knock.md 3.3). Secrets: names only. */
export const environmentSchema = z.strictObject({
  name: z.string().min(1),
  variables: z.record(variableNameSchema, z.string()),
  secrets: z.array(variableNameSchema),
  connections: connectionSettingsSchema.optional(),
});
export type Environment = z.infer<typeof environmentSchema>;

export const partialSchema = z.strictObject({ name: z.string().min(1), content: z.string() });
export type TemplatePartial = z.infer<typeof partialSchema>;

/** Every kind of document a workspace keeps in a file of its own, with the schema of its value and key. */
export const documentKinds = {
  settings: { key: z.literal('workspace'), value: workspaceSettingsSchema },
  environment: { key: documentKeySchema, value: environmentSchema },
  channel: { key: documentKeySchema, value: channelSchema },
  workflow: { key: documentKeySchema, value: workflowSchema },
  partial: { key: documentKeySchema, value: partialSchema },
  'event-type': { key: eventTypeKeySchema, value: eventTypeSchema },
  scenario: { key: documentKeySchema, value: scenarioSchema },
  receiver: { key: documentKeySchema, value: receiverSchema },
  'signature-scheme': { key: documentKeySchema, value: signatureSchemeSchema },
} as const;

/** Kinds whose documents can be given another key. An event type is named in data too and has a command of its own. */
export const renamedKinds = [
  'environment',
  'channel',
  'workflow',
  'partial',
  'scenario',
  'receiver',
  'signature-scheme',
] as const;
export type RenamedKind = (typeof renamedKinds)[number];

export type DocumentKind = keyof typeof documentKinds;
export type DocumentOf<K extends DocumentKind> = z.infer<(typeof documentKinds)[K]['value']>;

/** What was given another key. */
export interface DocumentRename<K extends DocumentKind = DocumentKind> {
  kind: K;
  from: string;
  to: string;
}

/** A sample of an event type that was given another name, by its `sampleKey()`. */
export interface SampleRename {
  kind: 'sample';
  from: string;
  to: string;
}

/** A user or object of an environment's data that was given another id. */
export interface RecipientRename {
  kind: 'recipient';
  environment: string;
  /** Null = it is a user. */
  collection: string | null;
  from: string;
  to: string;
}

/** What whoever remembers keys has to follow. */
export type Rename = DocumentRename | SampleRename | RecipientRename;

export interface DocumentReference<K extends DocumentKind = DocumentKind> {
  kind: K;
  key: string;
}

/** One document with its key. `revision` grows by one with every change, whoever made it. */
export type StoredDocument = {
  [K in DocumentKind]: { kind: K; key: string; revision: number; value: DocumentOf<K> };
}[DocumentKind];

/** A file that could not be taken in: it stays as it is on disk, and the rest of the workspace goes on. */
export interface WorkspaceProblem {
  severity: 'error' | 'warning';
  /** Path inside the workspace, with "/". */
  file: string;
  /** What is wrong, where, and what to do; one or two sentences. */
  message: string;
  /** Path inside the document, such as `steps.0.channel_key`; null = the whole file. */
  field: string | null;
  /** 1-based place in the text; null when it is not known. */
  line: number | null;
  column: number | null;
  /** Where in a template it is; `field` as findings name it. Lines and columns from 1, the end is exclusive. */
  template?:
    | {
        kind: 'channel' | 'partial' | 'step';
        /** Of a step: `workflow/ref`. */
        key: string;
        /** Of the document in which it was found: in a newer one the place may be another. */
        revision: number;
        code: DiagnosticCode;
        field: string;
        line: number;
        column: number;
        endLine: number;
        endColumn: number;
        fixes?: TemplateFix[] | undefined;
      }
    | undefined;
  /** Where in an event type it is. */
  eventType?:
    | {
        key: string;
        /** Index of the sample that does not fit the schema; null = the schema itself is wrong. */
        sample: number | null;
        /** JSON Pointer into the sample's payload, or into the schema. */
        pointer: string;
        /** In the text that its editor shows; null = not found. Lines and columns from 1, the end is exclusive. */
        place: { line: number; column: number; endLine: number; endColumn: number } | null;
      }
    | undefined;
}
