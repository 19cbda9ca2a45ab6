import { CommandError } from '../../contract/errors.ts';
import { type Clock, createTransport, type Transport } from '../../delivery/index.ts';
import type { RunCounts, RunRecord, Trigger } from '../../model/index.ts';
import {
  createMessageCoordinator,
  createRunCoordinator,
  type PlannedRecipient,
  type RunCoordinator,
  type RunHandle,
} from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentConnections } from '../environments/environment-connections.ts';
import { withExactValues } from '../event-types/event-data.ts';
import { userAgentOf } from '../user-agent.ts';
import { defineResend } from './resend-source.ts';
import { loadResumeState } from './resume-state.ts';
import { clockOf } from './run-clock.ts';
import { defineRun } from './run-definition.ts';
import { createMessagePorts, createRunPorts, type DeliveryWiring } from './run-ports.ts';

/** Progress is told at most this often. */
const progressFrameMs = 16;

interface ActiveRun {
  record: RunRecord;
  clock: Clock;
  handle: RunHandle | null;
  finished: Promise<void>;
}

/** The runs of this process. */
export interface RunManager {
  /** Resolves once the run is in the log and has begun. `onRecorded` hears of its id before anything is sent. */
  start(trigger: Trigger, onRecorded?: (runId: string) => void): Promise<string>;
  /** Goes on with a run that was interrupted or stopped; resolves once it has begun. */
  resume(runId: string): Promise<void>;
  /** Resolves when the run has come to rest and that is in the log. */
  stop(runId: string): Promise<void>;
  /**
   * Takes runs out of the log, with all their deliveries. Rejects with `conflict` when one is under way, and with
   * `not-found`; none has gone then.
   */
  remove(runIds: readonly string[]): Promise<{ runs: number; attempts: number }>;
  /** Null = there is none. Counts of a run under way are those of this moment. */
  get(runId: string): Promise<RunRecord | null>;
  withLiveCounts(record: RunRecord): RunRecord;
  plan(trigger: Trigger, signal: AbortSignal): AsyncIterable<PlannedRecipient>;
  /** Throws `conflict` while a run of the environment is under way. */
  refuseUnderWay(environment: string): void;
  /** Present times of the runs under way that do not go by the real clock. */
  otherClocksMs(): number[];
  close(): Promise<void>;
}

export function createRunManager(context: EngineContext): RunManager {
  const { log, events } = context;
  const active = new Map<string, ActiveRun>();
  const beingRemoved = new Set<string>();
  let isClosing = false;

  function prepare(trigger: Trigger, runId: string, clock: Clock, startedAtMs: number) {
    const coordinatorOver = coordinatorOf(trigger, runId, startedAtMs);
    context.receiverKeys.prefer(trigger.environment);
    const transport = createTransport({
      userAgent: userAgentOf(context),
      connectionsPerOrigin: trigger.concurrency.origin,
      ...environmentConnections(context, trigger.environment),
    });
    const progress = createProgress((counts, isFinal) => {
      const run = active.get(runId);
      if (run !== undefined) events.emit('runs.progress', { run: { ...run.record, counts }, isFinal });
    });
    const coordinator = coordinatorOver({
      clock,
      transport,
      onAttempt: (attempt) => events.emit('runs.attempts', { runId, attempts: [attempt] }),
      onProgress: progress.tell,
    });
    return { coordinator, transport, progress };
  }

  /** Takes down what the run is made of; the rest of the way is the same for both kinds. */
  function coordinatorOf(
    trigger: Trigger,
    runId: string,
    startedAtMs: number,
  ): (wiring: DeliveryWiring) => RunCoordinator {
    if (trigger.resend === undefined) {
      const defined = defineRun(context, trigger, runId, startedAtMs);
      return (wiring) => createRunCoordinator(createRunPorts(context, { ...wiring, trigger, defined }));
    }
    const { source, rulesOf } = defineResend(context, trigger, trigger.resend, runId, startedAtMs);
    return (wiring) => createMessageCoordinator(createMessagePorts(context, wiring, rulesOf), () => source);
  }

  /** Begins the run that `record` describes; `finished` settles when its end is in the log. */
  function launch(
    run: ActiveRun,
    { transport, progress }: { transport: Transport; progress: Progress },
    begin: () => RunHandle,
  ): void {
    const handle = begin();
    run.handle = handle;
    run.finished = handle.done.then(async ({ status, statusMessage, counts }) => {
      progress.stop();
      run.record = { ...run.record, status, statusMessage, counts: { ...counts }, endedAtMs: run.clock.nowMs() };
      await transport.close();
      await log.updateRun(run.record).catch((error: unknown) => reportUnrecorded(run.record, error));
      active.delete(run.record.id);
      events.emit('runs.progress', { run: run.record, isFinal: true });
    });
  }

  function reportUnrecorded(run: RunRecord, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The end of run ${run.number} could not be written to the delivery log: ${reason}`;
    context.problems.report({ severity: 'error', file: log.file, message });
  }

  function refuseWhenClosing(): void {
    if (isClosing) throw new CommandError('unavailable', 'The engine is shutting down.');
  }

  async function recordOf(runId: string): Promise<RunRecord> {
    const record = await log.getRun(runId);
    if (record === null) throw new CommandError('not-found', 'There is no such run in the log.', { field: 'runId' });
    return record;
  }

  return {
    async start(trigger, onRecorded) {
      refuseWhenClosing();
      const runId = context.newId();
      const clock = clockOf(trigger.clock, context.nowMs());
      const startedAtMs = clock.nowMs();
      const prepared = prepare(trigger, runId, clock, startedAtMs);
      const record: RunRecord = {
        id: runId,
        number: await log.nextRunNumber(),
        trigger,
        status: 'running',
        statusMessage: null,
        counts: noCounts(),
        startedAtMs,
        endedAtMs: null,
      };
      await log.insertRun(record);
      onRecorded?.(runId);
      const run: ActiveRun = { record, clock, handle: null, finished: Promise.resolve() };
      active.set(runId, run);
      events.emit('runs.progress', { run: record, isFinal: false });
      launch(run, prepared, () => prepared.coordinator.start(trigger, runId));
      return runId;
    },

    async resume(runId) {
      refuseWhenClosing();
      const earlier = await recordOf(runId);
      if (beingRemoved.has(runId)) {
        throw new CommandError('conflict', `Run ${earlier.number} is being deleted.`, { field: 'runId' });
      }
      if (active.has(runId) || earlier.status === 'completed' || earlier.status === 'running') {
        const state = active.has(runId) ? 'still under way' : 'over: every recipient has had its turn';
        throw new CommandError('conflict', `Run ${earlier.number} is ${state}.`, { field: 'runId' });
      }
      const trigger = withExactValues(earlier.trigger);
      const clock = clockOf(trigger.clock, context.nowMs());
      const prepared = prepare(trigger, runId, clock, earlier.startedAtMs);
      const record: RunRecord = { ...earlier, status: 'running', statusMessage: null, endedAtMs: null };
      const run: ActiveRun = { record, clock, handle: null, finished: Promise.resolve() };
      active.set(runId, run);
      try {
        const state = await loadResumeState(log, runId);
        await log.updateRun(record);
        events.emit('runs.progress', { run: record, isFinal: false });
        launch(run, prepared, () => prepared.coordinator.resume(trigger, runId, state));
      } catch (error) {
        active.delete(runId);
        await prepared.transport.close();
        throw error;
      }
    },

    async stop(runId) {
      const run = active.get(runId);
      if (run === undefined) {
        const { number } = await recordOf(runId);
        throw new CommandError('conflict', `Run ${number} is not under way.`, { field: 'runId' });
      }
      run.handle?.stop();
      await run.finished;
    },

    async remove(runIds) {
      refuseWhenClosing();
      const records = await Promise.all([...new Set(runIds)].map(recordOf));
      for (const { id, number } of records) {
        if (!active.has(id)) continue;
        throw new CommandError('conflict', `Run ${number} is under way. Stop it first.`, { field: 'runIds' });
      }
      const gone: string[] = [];
      const total = { runs: 0, attempts: 0 };
      for (const { id } of records) beingRemoved.add(id);
      try {
        for (const { id } of records) {
          const { runs, attempts } = await log.deleteRuns([id]);
          total.runs += runs;
          total.attempts += attempts;
          gone.push(id);
        }
      } finally {
        for (const { id } of records) beingRemoved.delete(id);
        // Also of those that went before a disk failed.
        if (gone.length > 0) events.emit('runs.removed', { runIds: gone });
      }
      return total;
    },

    async get(runId) {
      const run = active.get(runId);
      return run === undefined ? log.getRun(runId) : withLiveCounts(run.record);
    },
    withLiveCounts,

    async *plan(trigger, signal) {
      const clock = clockOf('virtual', context.nowMs());
      const { coordinator, transport } = prepare(trigger, planId, clock, clock.nowMs());
      try {
        yield* coordinator.plan(trigger, planId, signal);
      } finally {
        await transport.close();
      }
    },

    refuseUnderWay(environment) {
      for (const { record } of active.values()) {
        if (record.trigger.environment !== environment) continue;
        const message = `Run ${record.number} is under way with this environment. Stop it, or wait until it is over.`;
        throw new CommandError('conflict', message, { field: 'from' });
      }
    },

    otherClocksMs: () =>
      [...active.values()].filter(({ record }) => record.trigger.clock !== 'real').map(({ clock }) => clock.nowMs()),

    async close() {
      isClosing = true;
      for (const { handle } of active.values()) handle?.stop();
      await Promise.all([...active.values()].map(({ finished }) => finished));
    },
  };

  function withLiveCounts(record: RunRecord): RunRecord {
    const run = active.get(record.id);
    if (run === undefined) return record;
    return { ...run.record, counts: run.handle === null ? run.record.counts : { ...run.handle.counts() } };
  }
}

/** Nothing of a dry run is kept, so all of them share one id. */
const planId = '00000000-0000-4000-8000-000000000000';

type Progress = ReturnType<typeof createProgress>;

function createProgress(send: (counts: RunCounts, isFinal: boolean) => void) {
  let timer: NodeJS.Timeout | null = null;
  let latest: Readonly<RunCounts> | null = null;
  return {
    tell(counts: Readonly<RunCounts>): void {
      latest = counts;
      timer ??= setTimeout(() => {
        timer = null;
        if (latest !== null) send({ ...latest }, false);
      }, progressFrameMs);
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

function noCounts(): RunCounts {
  return { recipients: 0, delivered: 0, undelivered: 0, skipped: 0, stopped: 0, active: 0, attempts: 0 };
}
