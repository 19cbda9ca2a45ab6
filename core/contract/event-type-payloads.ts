import { z } from 'zod';
import {
  eventTypeKeySchema,
  eventTypeSchema,
  heldObjectSchema,
  heldValueSchema,
  jsonObjectSchema,
  jsonValueSchema,
} from '../model/index.ts';
import { workspaceProblemSchema } from './payloads.ts';

/** A stretch of a text; lines and columns from 1, columns in UTF-16 units; the end is exclusive. */
const textPlace = z.object({
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  endLine: z.number().int().positive(),
  endColumn: z.number().int().positive(),
});
export type TextPlace = z.infer<typeof textPlace>;

export const schemaChangeSchema = z.object({
  severity: z.enum(['breaking', 'risky', 'compatible']),
  kind: z.string(),
  /** Such as `task.items[].sku`; empty = the payload itself. */
  path: z.string(),
  /** The same as steps: names of properties, null for every item of a list. */
  steps: z.array(z.string().nullable()),
  message: z.string(),
});
export type SchemaChangeRow = z.infer<typeof schemaChangeSchema>;

export const schemaIssueSchema = z.object({
  /** JSON Pointer into the payload. */
  pointer: z.string(),
  message: z.string(),
  keyword: z.string(),
  property: z.string().nullable(),
});

const jsonFindingSchema = z.object({
  severity: z.enum(['error', 'warning']),
  /** `syntax`: it is not JSON, and nothing else was looked at; `schema`: at odds with the schema; `number`: digits at risk. */
  kind: z.enum(['syntax', 'schema', 'number']),
  /** A sentence. */
  message: z.string(),
  /** JSON Pointer; null for a text that is not JSON. */
  pointer: z.string().nullable(),
  place: textPlace,
});
export type JsonFinding = z.infer<typeof jsonFindingSchema>;

const eventDocumentFormats = ['openapi', 'asyncapi'] as const;

const importNoteSchema = z.object({
  name: z.string(),
  outcome: z.enum(['taken', 'changed', 'skipped']),
  message: z.string(),
});

export const importedEventTypesSchema = z.object({
  eventTypes: z.array(z.object({ key: eventTypeKeySchema, value: eventTypeSchema })),
  report: z.array(importNoteSchema),
});

const plannedEventTypeSchema = z.object({
  key: eventTypeKeySchema,
  change: z.enum(['added', 'changed', 'same']),
  value: eventTypeSchema,
  schemaChanges: z.array(schemaChangeSchema),
  newSamples: z.array(z.string()),
  changedSamples: z.array(z.string()),
  keptSamples: z.array(z.string()),
  /** Of these, those that do not fit the schema that comes in. */
  unfitSamples: z.array(z.string()),
  isDescriptionChanged: z.boolean(),
});
export type PlannedEventTypeRow = z.infer<typeof plannedEventTypeSchema>;

/** Something that names an event type. `rewritable`: renaming can change it; the others only speak of it. */
const eventTypeUseSchema = z.object({
  /** Tells it from the others; the same as long as the workspace is. */
  id: z.string(),
  kind: z.enum(['scenario', 'webhook', 'subscription', 'workflow', 'channel', 'partial']),
  /** Key of the document or record. */
  key: z.string(),
  environment: z.string().nullable(),
  /** Where in it, such as `event.type`. */
  field: z.string(),
  isRewritable: z.boolean(),
});
export type EventTypeUse = z.infer<typeof eventTypeUseSchema>;

/** Commands of the event catalogue. */
export const eventTypeCommands = {
  'eventTypes.generate': {
    input: z.strictObject({
      schema: heldObjectSchema,
      seed: z.number().int().nonnegative(),
      count: z.number().int().min(1).max(100),
    }),
    output: z.object({ examples: z.array(z.object({ payload: jsonValueSchema, issues: z.array(schemaIssueSchema) })) }),
  },
  /** Samples as JSON text: how a number is spelled tells what it is (`1.00` is no whole number). */
  'eventTypes.infer': {
    input: z.strictObject({ samples: z.array(z.string()).min(1).max(10_000) }),
    output: z.object({ schema: jsonObjectSchema }),
  },
  'eventTypes.validate': {
    input: z.strictObject({ schema: heldObjectSchema, payload: heldValueSchema }),
    output: z.object({ schemaProblem: z.string().nullable(), issues: z.array(schemaIssueSchema) }),
  },
  /** Findings about a sample as it is typed. */
  'eventTypes.checkSample': {
    input: z.strictObject({ text: z.string(), schema: heldObjectSchema }),
    output: z.object({ schemaProblem: z.string().nullable(), findings: z.array(jsonFindingSchema) }),
  },
  /** Findings about a JSON Schema as it is typed. */
  'eventTypes.checkSchema': {
    input: z.strictObject({ text: z.string() }),
    output: z.object({ findings: z.array(jsonFindingSchema) }),
  },
  /** Schemas of the workspace that cannot be right, and samples that do not fit theirs. */
  'eventTypes.problems': { input: z.strictObject({}), output: z.array(workspaceProblemSchema) },
  'eventTypes.compare': {
    input: z.strictObject({ before: heldObjectSchema, after: heldObjectSchema }),
    output: z.array(schemaChangeSchema),
  },
  /** The same for texts, with the place of each change in either; null where the text does not describe it. */
  'eventTypes.compareTexts': {
    input: z.strictObject({ before: z.string(), after: z.string() }),
    output: z.array(schemaChangeSchema.extend({ beforePlace: textPlace.nullable(), afterPlace: textPlace.nullable() })),
  },
  /**
   * A sample's text taken out of a body that was sent or received: the part that looks like the payload, as it stands. `inside`:
   * the schema finds no such part, but the body looks like an envelope with the payload there; null = it does not.
   */
  'eventTypes.payloadOf': {
    input: z.strictObject({ text: z.string(), schema: heldObjectSchema }),
    output: z.object({
      text: z.string(),
      pointer: z.string(),
      inside: z.object({ text: z.string(), pointer: z.string() }).nullable(),
    }),
  },
  /** The event type with a property added to its schema; `path` as a template writes it, such as `payload.task.dueAt`. */
  'eventTypes.addProperty': {
    input: z.strictObject({ eventType: eventTypeKeySchema, path: z.string() }),
    output: z.object({ value: eventTypeSchema, property: z.string(), type: z.string() }),
  },
  /** Null = all event types of the workspace. */
  'eventTypes.export': {
    input: z.strictObject({
      format: z.enum(eventDocumentFormats),
      eventTypes: z.array(eventTypeKeySchema).nullable(),
      syntax: z.enum(['json', 'yaml']).optional(),
    }),
    output: z.object({
      text: z.string(),
      /** What the format has no place for, one sentence each. */
      notes: z.array(z.string()),
    }),
  },
  /** Reads a document (JSON or YAML) and says what would come of it; stores nothing. */
  'eventTypes.import': { input: z.strictObject({ text: z.string() }), output: importedEventTypesSchema },
  /** The same beside what the workspace has: what would be added and changed. */
  'eventTypes.planImport': {
    input: z.strictObject({ text: z.string() }),
    output: z.object({ eventTypes: z.array(plannedEventTypeSchema), report: z.array(importNoteSchema) }),
  },
  /** Everything that names the event type. */
  'eventTypes.uses': {
    input: z.strictObject({ eventType: eventTypeKeySchema }),
    output: z.array(eventTypeUseSchema),
  },
  /** Gives it another key and rewrites what names it; `uses` null = all that can be. Undo: back, with the uses it gave. */
  'eventTypes.rename': {
    input: z.strictObject({
      from: eventTypeKeySchema,
      to: eventTypeKeySchema,
      uses: z.array(z.string()).nullable(),
    }),
    output: z.object({ rewritten: z.array(eventTypeUseSchema), left: z.array(eventTypeUseSchema) }),
  },
  /** Gives the first sample of a name another one, also in the scenarios that use it: all of it or nothing. */
  'eventTypes.renameSample': {
    input: z.strictObject({ eventType: eventTypeKeySchema, from: z.string(), to: z.string().min(1) }),
    output: z.object({ scenarios: z.array(z.string()) }),
  },
} as const;
