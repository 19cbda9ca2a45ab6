import { InvalidArgumentError } from 'commander';

/** Requests per second, as a run's limits allow them. Not read by their schema, which help and version would load too. */
export function parseRate(text: string): number {
  const rate = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  if (rate < 1 || rate > 1000) {
    throw new InvalidArgumentError('Say how many requests a second: a whole number from 1 to 1000.');
  }
  return rate;
}
