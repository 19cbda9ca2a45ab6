import { InvalidArgumentError } from 'commander';
import { concurrencySchema } from '../core/contract/index.ts';

/** Requests per second. */
export function parseRate(text: string): number {
  const rate = concurrencySchema.shape.perSecond.safeParse(Number(text.trim() === '' ? Number.NaN : text));
  if (rate.data === undefined)
    throw new InvalidArgumentError('Say how many requests a second: a whole number from 1 to 1000.');
  return rate.data;
}
