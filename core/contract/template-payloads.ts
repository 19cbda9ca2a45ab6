import { z } from 'zod';
import {
  channelSchema,
  documentKeySchema,
  recipientReferenceSchema,
  templateDiagnosticSchema,
} from '../model/index.ts';
import { previewContextSchema } from './payloads.ts';
import { sampleChoiceSchema } from './sample-choice.ts';

/** A stretch of a text; lines and columns from 1, columns in UTF-16 units; the end is exclusive. */
const range = z.object({
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  endLine: z.number().int().positive(),
  endColumn: z.number().int().positive(),
});

/** One text as it stands in an editor, saved or not. */
export const templateTextSchema = z.strictObject({
  /** `body`, `url`, `headers.2`, `query.0`, `signing.key`, or `content` for a partial. */
  field: z.string().min(1).max(100),
  text: z.string(),
  bodyFormat: channelSchema.shape.bodyFormat,
  unknownVariables: channelSchema.shape.unknownVariables,
  /** What the text can reach: this context with every sample of its event type. Null = nothing is said of variables. */
  context: previewContextSchema.nullable(),
});

export const lintResultSchema = z.object({ diagnostics: z.array(templateDiagnosticSchema), lintMs: z.number() });

export const templateSymbolSchema = z.object({
  name: z.string(),
  kind: z.enum(['assign', 'capture', 'loop', 'counter']),
  /** In words, such as `string`, `list of object`, `unknown`. */
  type: z.string(),
  definitions: z.array(range),
  references: z.array(range),
  /** Where the name can be used. */
  scope: range,
});

const whole = z.number().int();

/**
 * The spans of an output, in order and without gaps, as columns: carried as thousands of objects they would hold up the page
 * that reads them. `core/contract/source-spans.ts` reads one of them.
 */
export const sourceSpansSchema = z.object({
  /** Where each ends, in characters (UTF-16 units) of the output; it begins where the one before it ends. */
  ends: z.array(whole),
  /** Line, column, end line and end column in the field's template: four numbers a span. */
  places: z.array(whole),
  /** A letter each: `t` stands in the template letter by letter, `v` was printed by a tag. */
  kinds: z.string(),
  /** The variable behind each, as an index into `names`, loops resolved: `data.items[1].name`; -1 = none. */
  paths: z.array(whole),
  names: z.array(z.string()),
  /** Where partials printed some of it: their keys as indexes into `names` (-1 = none) and the places in their own texts. */
  partials: z.object({ keys: z.array(whole), places: z.array(whole) }).nullable(),
});

export const mappedFieldSchema = z.object({
  field: z.string(),
  output: z.string(),
  spans: sourceSpansSchema,
});

export const formatResultSchema = z.object({
  text: z.string(),
  /** Why the text was left as it is; null = it was formatted. */
  refusal: z.string().nullable(),
});

/** What a matrix run goes over; null = all there are. What is not chosen is not rendered, in whatever order and how often it is named. */
export const matrixRequestSchema = z.strictObject({
  environment: documentKeySchema,
  /** Keys of channels, and `workflow/ref` of steps with a request of their own. Null = partials are checked too. */
  channels: z.array(z.string().min(1).max(1000)).nullable(),
  samples: z.array(sampleChoiceSchema).nullable(),
  /** Null = the workspace's webhooks, at most 20 of them; without any, a request without a recipient. */
  recipients: z.array(recipientReferenceSchema).nullable(),
});
export type MatrixRequest = z.infer<typeof matrixRequestSchema>;

const filePlace = z.object({ file: z.string(), line: z.number().int(), column: z.number().int() });
/** A finding with the place in the workspace's files where it is to be mended. */
export const placedFindingSchema = z.object({ diagnostic: templateDiagnosticSchema, place: filePlace });
export type PlacedFinding = z.infer<typeof placedFindingSchema>;

/** What renders to a request: a channel, or the request a step has of its own, by its `workflow/ref`. */
const requestDocument = z.object({ kind: z.enum(['channel', 'step']), key: z.string() });

/**
 * The plan comes first; then the own findings of each channel, step's request or partial, each with a cell per sample and
 * recipient behind it.
 */
export const matrixItemSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('plan'),
    samples: z.array(z.object({ eventType: z.string(), sample: z.string() })),
    /** Those that are tried; a `key` of null = rendered without a recipient. */
    recipients: z.array(z.object({ key: z.string().nullable(), name: z.string() })),
    /** Out of how many they were chosen. */
    recipientCount: z.number().int(),
  }),
  z.object({
    kind: z.literal('document'),
    document: z.union([requestDocument, z.object({ kind: z.literal('partial'), key: z.string() })]),
    findings: z.array(placedFindingSchema),
    /** Cells that follow for it. */
    cellCount: z.number().int(),
  }),
  z.object({
    kind: z.literal('cell'),
    document: requestDocument,
    eventType: z.string(),
    sample: z.string(),
    /** Its key; null = rendered without a recipient. */
    recipient: z.string().nullable(),
    isRendered: z.boolean(),
    sizeBytes: z.number().int().nullable(),
    renderMs: z.number(),
    findings: z.array(placedFindingSchema),
  }),
]);
export type MatrixItem = z.infer<typeof matrixItemSchema>;

const textRange = z.strictObject({ text: z.string(), context: previewContextSchema.nullable() });

/** Commands of the template studio. */
export const templateCommands = {
  /** Findings about one text without rendering it: fast enough for every key. */
  'template.lint': { input: templateTextSchema, output: lintResultSchema },
  /** Findings about a whole channel, rendered with every sample of the context's event type. */
  'template.check': {
    input: z.strictObject({
      channel: channelSchema,
      /** Of the channel, or `workflow/ref`. A newer check under the same key ends this one: it is refused as `cancelled`. */
      templateKey: z.string().min(1).max(1000),
      context: previewContextSchema,
    }),
    output: lintResultSchema,
  },
  'template.symbols': { input: textRange, output: z.array(templateSymbolSchema) },
  /** `safe` changes no rendered byte; `reflow` re-indents JSON and is checked with the context's samples. */
  'template.format': {
    input: z.strictObject({
      text: z.string(),
      mode: z.enum(['safe', 'reflow']),
      context: previewContextSchema.nullable(),
    }),
    output: formatResultSchema,
  },
  /** Where each part of the rendered request comes from. */
  'template.sourceMap': {
    input: z.strictObject({ channel: channelSchema, context: previewContextSchema }),
    output: z.array(mappedFieldSchema),
  },
} as const;

export const templateStreams = {
  /** Every channel with every sample and recipient, rendered one after another in the background. */
  'template.matrix': { input: matrixRequestSchema, item: matrixItemSchema },
} as const;
