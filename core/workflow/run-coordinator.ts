import type { Trigger } from '../model/index.ts';
import { startRun } from './active-run.ts';
import { type PlannedRecipient, planRun } from './plan-run.ts';
import type { MessagePorts, ResumeState, RunHandle, RunPorts } from './run-ports.ts';
import { type RunSource, workflowSource } from './run-source.ts';

export interface RunCoordinator {
  /** Begins at once. Throws what its source throws. `runId` is a UUID. */
  start(trigger: Trigger, runId: string): RunHandle;
  /** Goes on with a run that was interrupted or stopped: same ids, next attempt numbers, nobody done twice. */
  resume(trigger: Trigger, runId: string, state: ResumeState): RunHandle;
  /** The dry run: the same decisions, and nothing is sent or recorded. Throws what its source throws. */
  plan(trigger: Trigger, runId: string, signal: AbortSignal): AsyncIterable<PlannedRecipient>;
}

/**
 * Coordinates runs of workflows over the given ports; it keeps no state of its own. The clock belongs to one run when it
 * is virtual: make a coordinator per run then.
 */
export function createRunCoordinator(ports: RunPorts): RunCoordinator {
  return createMessageCoordinator(ports, (trigger, runId) =>
    workflowSource(ports.define(trigger, runId), ports.expand(trigger), ports),
  );
}

/** The same of messages that come from anywhere. */
export function createMessageCoordinator(
  ports: MessagePorts,
  sourceOf: (trigger: Trigger, runId: string) => RunSource,
): RunCoordinator {
  return {
    start: (trigger, runId) => startRun(ports, trigger, runId, sourceOf(trigger, runId), null),
    resume: (trigger, runId, state) => startRun(ports, trigger, runId, sourceOf(trigger, runId), state),
    plan: (trigger, runId, signal) => planRun(sourceOf(trigger, runId), ports, signal),
  };
}
