import { z } from 'zod';
import { schemeChoiceSchema } from './signature-scheme.ts';

/** A channel's key that is being replaced: it signs beside the current one until its grace period ends. */
export const previousKeySchema = z.strictObject({
  /** Liquid. Renders empty for a recipient that has no old key. */
  key: z.string(),
  /** Absent = the channel's scheme. Another one has to send the same headers, as v1a does beside v1. */
  scheme: schemeChoiceSchema.optional(),
  /** Liquid. Renders to a date and time in ISO 8601 or to Unix time; empty = until the key is taken away. */
  validUntil: z.string(),
});
export type PreviousKey = z.infer<typeof previousKeySchema>;

/** Keys in use at once beside the current one. */
export const previousKeyLimit = 8;

/** `expired`: its grace period is over. `no-place`: the scheme carries no further signature. */
export const keyUses = ['used', 'expired', 'no-place'] as const;

/** What became of one key when a request was signed; the current key comes first. Never holds the key. */
export const keyUseSchema = z.object({
  use: z.enum(keyUses),
  schemeName: z.string(),
  /** Null for a key that is not used and cannot be read. */
  fingerprint: z.string().nullable(),
  /** Unix milliseconds; null = no end. */
  validUntilMs: z.number().nullable(),
});
export type KeyUse = z.infer<typeof keyUseSchema>;
