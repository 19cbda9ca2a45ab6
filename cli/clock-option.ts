import { InvalidArgumentError } from 'commander';
import type { ClockChoice } from '../core/contract/index.ts';

export function parseClock(text: string): ClockChoice {
  if (text === 'real' || text === 'virtual') return text;
  const scale = /^x(\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (scale === undefined || Number(scale) <= 0 || Number(scale) > 1_000_000) {
    throw new InvalidArgumentError('Say real, virtual, or x and a factor up to 1000000, such as x100.');
  }
  return { scale: Number(scale) };
}
