import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRequest } from '../../core/contract/index.ts';
import { createEngine, type Engine } from '../../core/engine.ts';
import { keepHeapSmall } from '../../core/engine-heap.ts';
import { inProject } from './processes.ts';

export interface BenchWorkspace {
  workspacePath: string;
  dataPath: string;
  remove(): Promise<void>;
}

const bodies = {
  /** Reads the trigger's data only: one body for the whole run. */
  shared: '{"type": {{ data.eventType | json }}, "payload": {{ data.payload | json }}}',
  /** Another body for every recipient. */
  perRecipient:
    '{"type": {{ data.eventType | json }}, "webhook": {{ recipient.id | json }}, "name": {{ recipient.name | json }}, "payload": {{ data.payload | json }}}',
};

/** The example with `count` webhooks of one project, all calling `url`. */
export async function createBenchWorkspace(options: {
  count: number;
  url: string;
  body: keyof typeof bodies;
}): Promise<BenchWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-bench-'));
  const workspacePath = join(folder, 'workspace');
  await cp(inProject('examples/customer-webhooks'), workspacePath, { recursive: true });
  const data = join(workspacePath, 'data/development');
  const objects: Record<string, unknown> = {};
  const subscriptions: Record<string, null> = {};
  for (let index = 0; index < options.count; index += 1) {
    const id = `hook-${String(index).padStart(6, '0')}`;
    objects[id] = {
      enabled: true,
      event_types: ['task.completed'],
      name: `Webhook ${index}`,
      signing_key: `bench-key-${index}`,
      url: options.url,
    };
    subscriptions[`project_webhooks/${id}`] = null;
  }
  await mkdir(join(data, 'objects'), { recursive: true });
  await writeFile(join(data, 'objects/project_webhooks.json'), `${JSON.stringify(objects, null, 2)}\n`);
  await writeFile(join(data, 'subscriptions.json'), `${JSON.stringify({ 'projects/acme': subscriptions }, null, 2)}\n`);
  await writeFile(join(workspacePath, 'channels/customer-webhook/body.liquid'), bodies[options.body]);
  return {
    workspacePath,
    dataPath: join(folder, 'data'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export function openBenchEngine({ workspacePath, dataPath }: BenchWorkspace): Promise<Engine> {
  keepHeapSmall();
  return createEngine({
    workspacePath,
    dataPath,
    logWorkerUrl: new URL(`file://${inProject('dist/node/log-worker.js')}`),
    heavyWorkerUrl: new URL(`file://${inProject('dist/node/heavy-worker.js')}`),
    environmentVariables: {},
    appVersion: '0.0.0',
    watch: false,
  });
}

/** One run over the whole project; resolves with its wall time and what became of it. */
export async function runOnce(engine: Engine, concurrency: number): Promise<{ durationMs: number; delivered: number }> {
  const client = engine.client();
  const request: RunRequest = {
    workflow: 'customer-webhooks',
    environment: 'development',
    recipients: [{ collection: 'projects', id: 'acme' }],
    actor: null,
    tenant: null,
    event: {
      type: 'task.completed',
      payload: { task: { id: 'task_1', title: 'Write the report', url: 'https://app.example/tasks/1' }, by: 'ada' },
    },
    clock: 'real',
    seed: 1,
    concurrency: { run: concurrency, origin: concurrency },
    scenario: null,
  };
  const finals = new Map<string, number>();
  let onFinal = (): void => {};
  const remove = client.on('runs.progress', ({ run, isFinal }) => {
    if (!isFinal) return;
    finals.set(run.id, run.counts.delivered);
    onFinal();
  });
  const startedAt = performance.now();
  const { runId } = await client.call('runs.start', request);
  while (!finals.has(runId)) {
    await new Promise<void>((resolve) => {
      onFinal = resolve;
    });
  }
  const durationMs = performance.now() - startedAt;
  remove();
  return { durationMs, delivered: finals.get(runId) ?? 0 };
}
