import { z } from 'zod';

/** What a template problem is about; one code per kind of finding. */
export const diagnosticCodes = [
  'syntax',
  'unknown-filter',
  'unknown-tag',
  'unknown-variable',
  'unknown-partial',
  'render-error',
  'limit-exceeded',
  'invalid-json',
  'invalid-xml',
  /** Readers of a form take any bytes, but not as they look. */
  'invalid-form',
  /** JSON, but no GraphQL request. */
  'invalid-graphql',
  /** The content-type header does not name the body's format. */
  'content-type-mismatch',
  'invalid-url',
  'invalid-header',
  'empty-key',
  /** Too few or too many arguments, or an input or argument of a type the filter cannot use. */
  'filter-arguments',
  /** A value goes into JSON without `| json`. */
  'json-missing',
  /** A value goes between quotes of the template, where its own quotes and line breaks break the JSON. */
  'json-in-string',
  /** A text goes into XML or a form without being encoded. */
  'not-encoded',
  /** The schema or a sample says that the value may not be there, or may be null. */
  'may-be-missing',
  /** A list or an object is printed as it is. */
  'printed-object',
  /** Arithmetic that divides by zero. */
  'not-finite',
  /** Whole numbers are divided: engines do not agree on the outcome. */
  'integer-division',
  /** Arithmetic on decimals without rounding. */
  'money-float',
  /** A number beyond 2^53, which many readers of JSON round. */
  'big-integer',
  'unused-variable',
  'unreachable',
  'payload-size',
  /** The rendered payload breaks the event type's JSON Schema. */
  'schema-mismatch',
  /** Works here, but not the same in Shopify's or in Knock's engine. */
  'engine-difference',
] as const;

const place = {
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  endLine: z.number().int().positive(),
  endColumn: z.number().int().positive(),
};

/** A change of the template's text; an empty range inserts. Edits of one fix do not overlap. */
export const templateEditSchema = z.object({ ...place, newText: z.string() });
export type TemplateEdit = z.infer<typeof templateEditSchema>;

/** A quick fix: all of its edits, or none. */
export const templateFixSchema = z.object({ title: z.string(), edits: z.array(templateEditSchema) });
export type TemplateFix = z.infer<typeof templateFixSchema>;

/** A finding in a request template. Places are 1-based, in the template's own text. */
export const templateDiagnosticSchema = z.object({
  code: z.enum(diagnosticCodes),
  severity: z.enum(['error', 'warning', 'info']),
  /** Part of the request template: `url`, `body`, `headers.2`, `query.0`, `signing.key`. */
  field: z.string(),
  message: z.string(),
  /** What to do about it, where there is an advice. */
  hint: z.string().nullable(),
  ...place,
  fixes: z.array(templateFixSchema).optional(),
  /** What other engines do with it, one sentence each. */
  engines: z.object({ shopify: z.string(), knock: z.string() }).optional(),
  /** The variable it is about, such as `data.payload.task.id`. */
  path: z.string().optional(),
  /** The samples it was found with, when it depends on the data. */
  samples: z.array(z.string()).optional(),
});
export type TemplateDiagnostic = z.infer<typeof templateDiagnosticSchema>;
export type DiagnosticCode = TemplateDiagnostic['code'];
