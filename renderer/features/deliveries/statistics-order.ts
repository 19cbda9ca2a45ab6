import type { EndpointStatistics } from '../../../core/contract/index.ts';

export const statisticsOrders = ['attempts', 'failures', 'slowest'] as const;
export type StatisticsOrder = (typeof statisticsOrders)[number];

/** The rows by what is asked for, the largest first; rows that are alike keep their place. */
export function orderStatistics(
  rows: readonly EndpointStatistics[],
  order: StatisticsOrder,
): readonly EndpointStatistics[] {
  switch (order) {
    case 'attempts':
      return rows;
    case 'failures':
      return rows.toSorted((one, other) => failuresOf(other) - failuresOf(one));
    case 'slowest':
      return rows.toSorted((one, other) => slownessOf(other) - slownessOf(one));
  }
}

function failuresOf({ attempts, delivered }: EndpointStatistics): number {
  return attempts - delivered;
}

/** An endpoint that never answered is not slow. */
function slownessOf({ latency }: EndpointStatistics): number {
  return latency?.p95Ms ?? -1;
}
