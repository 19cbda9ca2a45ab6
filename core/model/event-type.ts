import { z } from 'zod';
import { heldObjectSchema, type JsonObject } from './json.ts';

/**
 * Exactly what was typed. It is there only when it differs from `JSON.stringify(value, null, 2)` (`1.00`, big integers,
 * another layout), and says the same as the value beside it. In the file both are one: the value, spelled as the text.
 */
const typedTextSchema = z.string().optional();

const exampleSchema = z.strictObject({
  name: z.string().min(1),
  payload: heldObjectSchema,
  text: typedTextSchema,
});
export type EventExample = z.infer<typeof exampleSchema>;

/** A schema that was published and is not changed any more. */
const publishedSchema = z.strictObject({
  /** Such as `1` or `2.1`. */
  version: z.string().regex(/^[A-Za-z0-9._+-]{1,64}$/, 'use letters, digits, ".", "_", "+" and "-" (1 to 64 of them)'),
  /** What changed, for readers. */
  notes: z.string(),
  schema: heldObjectSchema,
  schemaText: typedTextSchema,
});
export type PublishedSchema = z.infer<typeof publishedSchema>;

export const eventTypeSchema = z.strictObject({
  /** Markdown. */
  description: z.string(),
  isDeprecated: z.boolean().optional(),
  /** JSON Schema of the payload as it is now: what templates and samples are checked with. */
  schema: heldObjectSchema,
  schemaText: typedTextSchema,
  /** Published versions of the schema, the oldest first; none = it was never published. */
  versions: z
    .array(publishedSchema)
    .refine(
      (versions) => new Set(versions.map(({ version }) => version)).size === versions.length,
      'two versions have the same name',
    )
    .optional(),
  examples: z.array(exampleSchema),
});
export type EventType = z.infer<typeof eventTypeSchema>;

/** The text to keep beside a value; undefined when the value alone says it. Blanks around it and CR go: files have LF. */
export function typedTextOf(text: string, value: object): string | undefined {
  const kept = text.trim().replaceAll('\r\n', '\n');
  // Only what is empty has its layout on one line, and megabytes need not be laid out to see that.
  if (kept.length > 2 && !kept.includes('\n')) return kept;
  return kept === JSON.stringify(value, null, 2) ? undefined : kept;
}

/** What an editor shows of a value that may have a typed text beside it. */
export function shownJson(value: JsonObject, text: string | undefined): string {
  return text ?? JSON.stringify(value, null, 2);
}
