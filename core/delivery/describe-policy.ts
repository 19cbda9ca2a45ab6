import type { DeliveryPolicy } from '../model/index.ts';
export function describePolicy(_policy: DeliveryPolicy): string {
  throw new Error('to be written');
}
export function describeDuration(_ms: number): string {
  throw new Error('to be written');
}
