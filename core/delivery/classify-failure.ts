import type { DeliveryFailure } from '../model/index.ts';

/** Where an exchange was when it failed. */
export type ExchangePhase = 'connecting' | 'sending' | 'waiting' | 'receiving';

export function classifyFailure(_error: unknown, _phase: ExchangePhase): DeliveryFailure {
  throw new Error('to be written');
}
