import { z } from 'zod';
import {
  attemptFilterSchema,
  attemptRecordSchema,
  attemptSummarySchema,
  comparableAttemptSchema,
  deliveryStatisticsSchema,
  documentKeySchema,
  resendOutcomes,
  resendRequestSchema,
  runRecordSchema,
  statisticsOrders,
  verificationSchema,
} from '../model/index.ts';
import {
  expectationResultSchema,
  plannedRecipientSchema,
  recipientRunRowSchema,
  resendableSchema,
  runProgressSchema,
  runRequestSchema,
} from './payloads.ts';

const done = z.object({});
const pageSize = z.number().int().min(1).max(500);
const logReferences = { runIds: z.array(z.string()).max(500), attemptIds: z.array(z.string()).max(500) };
/** Texts of a request or its response that are secrets: masked where they are shown, the longest first. */
export const masked = { maskedTexts: z.array(z.string()) };

/** Runs and their deliveries. */
export const runCommands = {
  // Runs
  'runs.start': { input: runRequestSchema, output: z.object({ runId: z.string() }) },
  /** Starts the scenario's receivers, then the run. */
  'runs.startScenario': {
    input: z.strictObject({ scenario: documentKeySchema }),
    output: z.object({ runId: z.string() }),
  },
  /** Sends messages of the log again, in a run of its own. Refused when none of them could be sent. */
  'runs.resend': { input: resendRequestSchema, output: z.object({ runId: z.string() }) },
  /**
   * Messages of a run that can be sent again, by what became of them, in fan-out order; those that are still under way in this
   * run are not among them, and those that another run is about to send are only counted. At most as many as one run sends again: `more` tells how many further there are.
   */
  'runs.resendable': {
    input: z.strictObject({ runId: z.string(), outcomes: z.array(z.enum(resendOutcomes)).min(1) }),
    output: z.object({
      attemptIds: z.array(z.string()),
      more: z.number().int(),
      counts: z.record(z.enum(resendOutcomes), z.number().int()),
      underWay: z.number().int(),
      /** Messages that no request was ever made for: there is nothing to send again. */
      withoutRequest: z.number().int(),
    }),
  },
  /** Runs in which messages of this one were sent again, oldest first, with the attempts they were sent by. */
  'runs.resends': {
    input: z.strictObject({ runId: z.string() }),
    output: z.array(z.object({ runId: z.string(), number: z.number().int(), attemptIds: z.array(z.string()) })),
  },
  'runs.stop': { input: z.strictObject({ runId: z.string() }), output: done },
  'runs.resume': { input: z.strictObject({ runId: z.string() }), output: done },
  /** Takes runs that are over out of the log, with all their deliveries. None goes when one is still under way. */
  'runs.remove': {
    input: z.strictObject({ runIds: z.array(z.string()).min(1).max(1000) }),
    output: z.object({ runs: z.number().int(), attempts: z.number().int() }),
  },
  'runs.list': {
    input: z.strictObject({ beforeNumber: z.number().int().nullable(), limit: pageSize }),
    output: z.object({ runs: z.array(runRecordSchema), total: z.number().int() }),
  },
  'runs.get': { input: z.strictObject({ runId: z.string() }), output: runRecordSchema },
  /** Rows in fan-out order from an ordinal on; `total` counts those that have begun. */
  'runs.recipients': {
    input: z.strictObject({ runId: z.string(), fromOrdinal: z.number().int().nonnegative(), limit: pageSize }),
    output: z.object({ rows: z.array(recipientRunRowSchema), total: z.number().int() }),
  },
  /** How a run of a scenario measures up to the scenario's expectations. */
  'runs.expectations': { input: z.strictObject({ runId: z.string() }), output: z.array(expectationResultSchema) },

  // Deliveries
  'deliveries.list': {
    input: z.strictObject({
      filter: attemptFilterSchema,
      beforeSequence: z.number().int().nullable(),
      limit: pageSize,
    }),
    output: z.object({ attempts: z.array(attemptSummarySchema), hasMore: z.boolean() }),
  },
  /**
   * The newest attempt of each recipient (by `recipientKey()`) in runs of the environment; one without any is left out.
   * Reads all of the log once, however many recipients there are: for a list that is opened, not for every change.
   */
  'deliveries.newest': {
    input: z.strictObject({ environment: documentKeySchema, recipients: z.array(z.string()) }),
    output: z.array(attemptSummarySchema),
  },
  'deliveries.count': {
    input: z.strictObject({ filter: attemptFilterSchema }),
    output: z.object({ count: z.number().int() }),
  },
  /**
   * Of the newest 100,000 attempts that a filter finds: how they ended and how long they took, per endpoint (the first 1,000
   * in the order) and in all.
   */
  'deliveries.statistics': {
    input: z.strictObject({ filter: attemptFilterSchema, order: z.enum(statisticsOrders) }),
    output: deliveryStatisticsSchema,
  },
  'deliveries.get': { input: z.strictObject({ attemptId: z.string() }), output: attemptRecordSchema.extend(masked) },
  /** Which of these the log does not have any more. */
  'deliveries.missing': { input: z.strictObject(logReferences), output: z.object(logReferences) },
  /** One attempt to be shown beside another. The values of secrets are replaced in it unless they are asked for. */
  'deliveries.comparable': {
    input: z.strictObject({ attemptId: z.string(), withSecrets: z.boolean() }),
    output: comparableAttemptSchema,
  },
  /** The logged request as it can be sent again, and what would be signed how. */
  'deliveries.resendable': { input: z.strictObject({ attemptId: z.string() }), output: resendableSchema },
  /**
   * Messages of all runs that attempts found by a filter are of, each once, by its newest attempt: those that nothing delivered
   * since, neither a retry nor a run that sent them again, as a new message included. The oldest first, and at most as many as
   * one run sends again: `more` tells how many further there are.
   */
  'deliveries.recoverable': {
    input: z.strictObject({
      filter: attemptFilterSchema,
      outcomes: z.array(z.enum(['undelivered', 'stopped'])).min(1),
      /** Null, or one that has no such message = that of the newest. */
      environment: documentKeySchema.nullable(),
    }),
    output: z.object({
      /** Null = there is nothing to send. */
      environment: documentKeySchema.nullable(),
      /** That have messages to send again, stopped ones included. */
      environments: z.array(z.object({ key: documentKeySchema, messages: z.number().int() })),
      attemptIds: z.array(z.string()),
      more: z.number().int(),
      /** That these attempts are of. */
      runs: z.number().int(),
      /** Of these messages: sent again before, and not delivered. */
      sentBefore: z.number().int(),
      /** Of these messages: sent again with changes, and delivered so. */
      deliveredChanged: z.number().int(),
      /** Of the environment. */
      counts: z.object({ undelivered: z.number().int(), stopped: z.number().int() }),
      /** What the filter found besides: delivered by their own run, delivered when sent again, and to be sent by a run that is under way. */
      leftOut: z.object({
        delivered: z.number().int(),
        deliveredAgain: z.number().int(),
        underWay: z.number().int(),
      }),
      /** More messages match than are looked at: these are of the newest. */
      isCut: z.boolean(),
    }),
  },
  /** Checks a logged request's signature with the key its channel would use now. */
  'deliveries.verify': { input: z.strictObject({ attemptId: z.string() }), output: verificationSchema },
} as const;

export const runStreams = {
  /** Dry run: who would get what, who would not, and why. */
  'runs.plan': { input: runRequestSchema, item: plannedRecipientSchema },
  /** The same of messages that are to be sent again. */
  'runs.planResend': { input: resendRequestSchema, item: plannedRecipientSchema },
  /**
   * The attempts that a filter finds as an HTTP archive (HAR 1.2): JSON text, with bodies as base64 where they are not UTF-8,
   * to be joined of the texts of all items. `written` of `count` attempts are in them so far; `total` were found, of which the
   * newest are taken. Secrets' values are replaced unless they are asked for.
   */
  'deliveries.export': {
    input: z.strictObject({ filter: attemptFilterSchema, withSecrets: z.boolean() }),
    item: z.object({
      text: z.string(),
      written: z.number().int(),
      count: z.number().int(),
      total: z.number().int(),
    }),
  },
} as const;

export const runEvents = {
  /** Only attempts that the log has already made durable are told. */
  'runs.attempts': z.object({ runId: z.string(), attempts: z.array(attemptSummarySchema) }),
  'runs.progress': runProgressSchema,
  'runs.removed': z.object({ runIds: z.array(z.string()) }),
} as const;
