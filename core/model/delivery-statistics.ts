import { z } from 'zod';
import { failureKinds } from './failure-kinds.ts';

/** Times of attempts that were answered, in milliseconds: the shortest one that so many per cent did not exceed (nearest rank). */
export const latencySchema = z.object({
  p50Ms: z.number(),
  p90Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
});
export type Latency = z.infer<typeof latencySchema>;

/** How attempts ended, and how often; exactly one of `status` and `failureKind` is set. */
export const outcomeCountSchema = z.object({
  status: z.number().int().nullable(),
  failureKind: z.enum(failureKinds).nullable(),
  count: z.number().int(),
});
export type OutcomeCount = z.infer<typeof outcomeCountSchema>;

export const attemptStatisticsSchema = z.object({
  attempts: z.number().int(),
  delivered: z.number().int(),
  /** The most frequent first. */
  outcomes: z.array(outcomeCountSchema),
  /** Null when no attempt was answered. */
  latency: latencySchema.nullable(),
});
export type AttemptStatistics = z.infer<typeof attemptStatisticsSchema>;

export const endpointStatisticsSchema = attemptStatisticsSchema.extend({ endpoint: z.string() });
export type EndpointStatistics = z.infer<typeof endpointStatisticsSchema>;

/** Which endpoints come first, and are listed when there are very many. */
export const statisticsOrders = ['attempts', 'failures', 'slowest'] as const;
export type StatisticsOrder = (typeof statisticsOrders)[number];

export const deliveryStatisticsSchema = z.object({
  total: attemptStatisticsSchema,
  /** The first ones in the order that was asked for. */
  endpoints: z.array(endpointStatisticsSchema),
  /** How many there are, those included that are left out of `endpoints`. */
  endpointCount: z.number().int(),
  /** More attempts match than are read: these are of the newest. */
  isCut: z.boolean(),
});
export type DeliveryStatistics = z.infer<typeof deliveryStatisticsSchema>;
