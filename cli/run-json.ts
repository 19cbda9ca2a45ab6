import type { RecipientRunRow } from '../core/contract/index.ts';
import { isFulfilled, type ScenarioRun } from './run-scenario.ts';

/** The run as one JSON document. Times are ISO 8601 of the run's own clock; fields are added, never renamed. */
export function reportAsJson(result: ScenarioRun): string {
  const { scenario, run, rows, expectations, latency, problems } = result;
  return JSON.stringify(
    {
      scenario,
      isFulfilled: isFulfilled(result),
      run: {
        id: run.id,
        number: run.number,
        status: run.status,
        statusMessage: run.statusMessage,
        environment: run.trigger.environment,
        clock: run.trigger.clock,
        counts: run.counts,
        startedAt: isoTime(run.startedAtMs),
        endedAt: run.endedAtMs === null ? null : isoTime(run.endedAtMs),
      },
      latency,
      recipients: rows.map(recipientOf),
      expectations,
      problems,
    },
    null,
    2,
  );
}

function recipientOf(row: RecipientRunRow) {
  return {
    recipient: row.recipient,
    via: row.via,
    name: row.displayName,
    outcome: row.status,
    reason: row.reason,
    totalMs: row.endedAtMs === null ? null : row.endedAtMs - row.startedAtMs,
    attempts: row.attempts.map(
      ({
        id,
        number,
        messageId,
        method,
        endpoint,
        status,
        failureKind,
        verdict,
        startedAtMs,
        durationMs,
        isSigned,
      }) => ({
        id,
        number,
        messageId,
        method,
        endpoint,
        status,
        failureKind,
        verdict,
        startedAt: isoTime(startedAtMs),
        durationMs,
        isSigned,
      }),
    ),
  };
}

function isoTime(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
