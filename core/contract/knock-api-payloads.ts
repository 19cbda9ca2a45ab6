import { z } from 'zod';
import { knockApiSettingsSchema, knockApiStateSchema, knockCallSchema } from '../model/index.ts';

const nothing = z.strictObject({});

/** The local Knock API: off until it is started. */
export const knockApiCommands = {
  'knockApi.state': { input: nothing, output: knockApiStateSchema },
  /** Rejects with `port-in-use`, `port-refused` or `unavailable` (field `port`), `not-found` (environment), `conflict` when it is on. */
  'knockApi.start': { input: knockApiSettingsSchema, output: knockApiStateSchema },
  'knockApi.stop': { input: nothing, output: knockApiStateSchema },
  /** The key that callers send. It is made when it is asked for first. */
  'knockApi.revealKey': { input: nothing, output: z.object({ key: z.string() }) },
  /** The newest calls, newest first; `total` counts all since the engine was opened. */
  'knockApi.calls': {
    input: nothing,
    output: z.object({ calls: z.array(knockCallSchema), total: z.number().int() }),
  },
} as const;

export const knockApiEvents = {
  'knockApi.state': knockApiStateSchema,
  'knockApi.called': knockCallSchema,
} as const;
