import { join } from 'node:path';
import type { EngineContext } from '../../core/commands/engine-context.ts';
import { defineRun } from '../../core/commands/runs/run-definition.ts';
import { createRunPorts } from '../../core/commands/runs/run-ports.ts';
import { createRealClock, createTransport } from '../../core/delivery/index.ts';
import { openLogStore } from '../../core/log/index.ts';
import type { Trigger } from '../../core/model/index.ts';
import { createRunCoordinator, type ExpandedRecipient } from '../../core/workflow/index.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import { inProject } from './processes.ts';
import type { BenchWorkspace } from './workspace.ts';

/** Recipients made one by one as they are asked for: nothing keeps them. */
function* recipients(count: number, url: string): Generator<ExpandedRecipient> {
  for (let ordinal = 0; ordinal < count; ordinal += 1) {
    const id = `hook-${String(ordinal).padStart(6, '0')}`;
    const properties = {
      enabled: true,
      event_types: ['task.completed'],
      name: `Webhook ${ordinal}`,
      signing_key: `bench-key-${ordinal}`,
      url,
    };
    yield {
      ordinal,
      recipient: { reference: { collection: 'project_webhooks', id }, properties, isIdentified: true },
      key: `project_webhooks/${id}`,
      via: null,
      subscription: null,
      parent: null,
      triggerData: {},
    };
  }
}

/** A run with log as the engine does it, over recipients that come from outside the workspace. Gives how many were delivered. */
export async function runStreamed(folders: BenchWorkspace, count: number, url: string): Promise<number> {
  const problems = (found: unknown): void => console.error(found);
  const workspace = await openWorkspace({
    path: folders.workspacePath,
    watch: false,
    onChange: () => {},
    onProblems: () => {},
  });
  const log = await openLogStore({
    file: join(folders.dataPath, 'deliveries.db'),
    workerUrl: new URL(`file://${inProject('dist/node/log-worker.js')}`),
    onProblem: problems,
  });
  // The run reads these parts of the engine's context and no others.
  const context = { workspace, log, secrets: { get: () => undefined } } as unknown as EngineContext;
  const trigger: Trigger = {
    workflow: 'customer-webhooks',
    environment: 'development',
    recipients: [],
    actor: null,
    tenant: null,
    data: { eventType: 'task.completed', payload: { task: { id: 'task_1', title: 'Write the report' }, by: 'ada' } },
    clock: 'real',
    seed: 1,
    concurrency: { run: 50, origin: 50 },
    scenario: null,
  };
  const runId = '00000000-0000-4000-8000-000000000001';
  const clock = createRealClock();
  const startedAtMs = clock.nowMs();
  const counts = { recipients: 0, delivered: 0, undelivered: 0, skipped: 0, stopped: 0, active: 0, attempts: 0 };
  const number = await log.nextRunNumber();
  await log.insertRun({
    id: runId,
    number,
    trigger,
    status: 'running',
    statusMessage: null,
    counts,
    startedAtMs,
    endedAtMs: null,
  });
  const transport = createTransport({ userAgent: 'hookbench/bench', connectionsPerOrigin: 50 });
  const ports = createRunPorts(context, {
    trigger,
    defined: defineRun(context, trigger, runId, startedAtMs),
    clock,
    transport,
    onAttempt: () => {},
    onProgress: () => {},
  });
  const result = await createRunCoordinator({ ...ports, expand: () => recipients(count, url) }).start(trigger, runId)
    .done;
  await transport.close();
  await log.close();
  await workspace.close();
  return result.counts.delivered;
}
