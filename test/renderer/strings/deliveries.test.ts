import { expect, test } from 'vitest';
import type { EndpointStatistics } from '../../../../core/contract/index.ts';
import { orderStatistics } from '../../../../renderer/features/deliveries/statistics-order.ts';
import { deliveries as words } from '../../../../renderer/strings/deliveries.ts';

function row(endpoint: string, attempts: number, delivered: number, p95Ms: number | null): EndpointStatistics {
  const latency = p95Ms === null ? null : { p50Ms: 1, p90Ms: 1, p95Ms, p99Ms: 1, maxMs: 1 };
  return { endpoint, attempts, delivered, outcomes: [], latency };
}

const rows = [row('busy', 10, 10, 5), row('failing', 6, 1, 5), row('slow', 5, 5, 90), row('dead', 3, 0, null)];
const namesBy = (order: 'attempts' | 'failures' | 'slowest') =>
  orderStatistics(rows, order).map(({ endpoint }) => endpoint);

test('endpoints by attempts, failures and time; one that never answered is the last of the slow', () => {
  expect(namesBy('attempts')).toEqual(['busy', 'failing', 'slow', 'dead']);
  expect(namesBy('failures')).toEqual(['failing', 'dead', 'busy', 'slow']);
  expect(namesBy('slowest')).toEqual(['slow', 'busy', 'failing', 'dead']);
});

test('a share is not rounded to all or to nothing', () => {
  expect(
    [
      [0, 5],
      [1, 1000],
      [1, 3],
      [999, 1000],
      [5, 5],
    ].map(([part = 0, whole = 0]) => words.share(part, whole)),
  ).toEqual(['0 %', '< 1 %', '33 %', '> 99 %', '100 %']);
});
