import { z } from 'zod';
import { documentKeySchema } from './keys.ts';
import { clockChoiceSchema } from './scenario.ts';

/** How the local Knock API is switched on. */
export const knockApiSettingsSchema = z.strictObject({
  /** 0 = any free one. */
  port: z.number().int().min(0).max(65_535),
  /** Whose recipient data is read and written, and in which its triggers run. */
  environment: documentKeySchema,
  /** Of the runs that its triggers start. */
  clock: clockChoiceSchema,
});
export type KnockApiSettings = z.infer<typeof knockApiSettingsSchema>;

/** Where it is on first; above the ports of the example's receivers. */
export const defaultKnockApiPort = 47_180;

/** The local Knock API as it is now. */
export const knockApiStateSchema = z.object({
  /** Such as `http://127.0.0.1:47180`, for an SDK's `baseURL`; null = it is off. */
  baseUrl: z.string().nullable(),
  /** With which it is on, or was last; null = it never was. */
  settings: knockApiSettingsSchema.nullable(),
});
export type KnockApiState = z.infer<typeof knockApiStateSchema>;

/** One call of the local Knock API. */
export const knockCallSchema = z.object({
  /** 1, 2, 3 … since the engine was opened. */
  number: z.number().int(),
  atMs: z.number(),
  method: z.string(),
  /** Path and query as they came, cut where they are very long. */
  path: z.string(),
  status: z.number().int(),
  durationMs: z.number(),
  /** Of an answer that is an error: Knock's code, and what was said. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What was accepted and has no effect here, or will surprise; a sentence each. */
  notes: z.array(z.string()),
  /** The run that a trigger led to. */
  run: z.object({ id: z.string(), number: z.number().int() }).nullable(),
});
export type KnockCall = z.infer<typeof knockCallSchema>;
