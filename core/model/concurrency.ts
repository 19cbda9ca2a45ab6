import { z } from 'zod';

/** What a run is bounded by. */
export const concurrencySchema = z.strictObject({
  /** Requests under way at once in the whole run. */
  run: z.number().int().min(1).max(1000),
  /** The same to one origin. */
  origin: z.number().int().min(1).max(1000),
  /** Requests of the whole run that begin in a second, evenly spread, retries among them; absent = as many as there can be. */
  perSecond: z.number().int().min(1).max(1000).optional(),
});
export type Concurrency = z.infer<typeof concurrencySchema>;

/** Where nobody says otherwise. */
export const defaultConcurrency: Concurrency = { run: 50, origin: 50 };

/** As a document keeps it: absent when it is what is meant anyway. */
export function notedConcurrency(concurrency: Concurrency): { concurrency?: Concurrency } {
  const { run, origin, perSecond } = concurrency;
  const isDefault = run === defaultConcurrency.run && origin === defaultConcurrency.origin && perSecond === undefined;
  return isDefault ? {} : { concurrency };
}
