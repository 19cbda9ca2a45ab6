import type { Trigger } from '../model/index.ts';
import type { PlannedRecipient } from './plan-run.ts';
import type { ResumeState, RunHandle, RunPorts } from './run-ports.ts';

export interface RunCoordinator {
  /** Begins at once. Throws what `ports.define` throws. `runId` is a UUID. */
  start(trigger: Trigger, runId: string): RunHandle;
  /** Goes on with a run that was interrupted or stopped: same ids, next attempt numbers, no one twice. */
  resume(trigger: Trigger, runId: string, state: ResumeState): RunHandle;
  /** The dry run: the same decisions, and nothing is sent or recorded. */
  plan(trigger: Trigger, runId: string, signal: AbortSignal): AsyncIterable<PlannedRecipient>;
}

export function createRunCoordinator(_ports: RunPorts): RunCoordinator {
  throw new Error('to be written');
}
