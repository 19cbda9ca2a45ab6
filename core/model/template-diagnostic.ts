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
  'invalid-url',
  'invalid-header',
  'empty-key',
] as const;

/** A finding in a request template. Places are 1-based, in the template's own text. */
export const templateDiagnosticSchema = z.object({
  code: z.enum(diagnosticCodes),
  severity: z.enum(['error', 'warning', 'info']),
  /** Part of the request template: `url`, `body`, `headers.2`, `query.0`, `signing.key`. */
  field: z.string(),
  message: z.string(),
  /** What to do about it, where there is an advice. */
  hint: z.string().nullable(),
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  endLine: z.number().int().positive(),
  endColumn: z.number().int().positive(),
});
export type TemplateDiagnostic = z.infer<typeof templateDiagnosticSchema>;
export type DiagnosticCode = TemplateDiagnostic['code'];
