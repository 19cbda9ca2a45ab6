import type { Trigger } from '../model/index.ts';
import { startRun } from './active-run.ts';
import { type PlannedRecipient, planRun } from './plan-run.ts';
import { prepareRun } from './prepare-run.ts';
import type { ResumeState, RunHandle, RunPorts } from './run-ports.ts';

export interface RunCoordinator {
  /** Begins at once. Throws what `ports.define` throws. `runId` is a UUID. */
  start(trigger: Trigger, runId: string): RunHandle;
  /** Goes on with a run that was interrupted or stopped: same ids, next attempt numbers, nobody done twice. */
  resume(trigger: Trigger, runId: string, state: ResumeState): RunHandle;
  /** The dry run: the same decisions, and nothing is sent or recorded. Throws what `ports.define` throws. */
  plan(trigger: Trigger, runId: string, signal: AbortSignal): AsyncIterable<PlannedRecipient>;
}

/**
 * Coordinates runs over the given ports; it keeps no state of its own. The clock belongs to one run when it is virtual:
 * make a coordinator per run then.
 */
export function createRunCoordinator(ports: RunPorts): RunCoordinator {
  function begin(trigger: Trigger, runId: string, state: ResumeState | null): RunHandle {
    const definition = ports.define(trigger, runId);
    return startRun(ports, trigger, { definition, recipients: ports.expand(trigger) }, state);
  }
  return {
    start: (trigger, runId) => begin(trigger, runId, null),
    resume: (trigger, runId, state) => begin(trigger, runId, state),
    plan: (trigger, runId, signal) =>
      planRun(prepareRun(ports.define(trigger, runId), ports), ports.expand(trigger), signal),
  };
}
