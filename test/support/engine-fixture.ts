import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import type { EngineClient, EventName, EventPayload } from '../../core/contract/index.ts';
import { createEngine, type Engine, type EngineOptions } from '../../core/engine.ts';
import { copyExample } from './example-copy.ts';

export interface EngineFixture {
  workspacePath: string;
  dataPath: string;
  engine: Engine;
  /** Checks outputs by the contract as well. */
  client: EngineClient;
  /** The port on which this copy's receivers listen. */
  port: number;
  /** Closes the engine and opens it again on the same folders. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A real engine on a copy of the guide's example. */
export async function openExampleEngine(options: Partial<EngineOptions> = {}): Promise<EngineFixture> {
  const { folder, workspacePath, port } = await copyExample();
  const dataPath = join(folder, 'data');
  const open = () =>
    createEngine({
      workspacePath,
      dataPath,
      logWorkerUrl: pathToFileURL(inject('logWorkerFile')),
      heavyWorkerUrl: pathToFileURL(inject('heavyWorkerFile')),
      environmentVariables: {},
      appVersion: '0.0.0-test',
      watch: false,
      ...options,
    });
  const engine = await open();
  const fixture: EngineFixture = {
    workspacePath,
    dataPath,
    engine,
    client: engine.client({ checkOutputs: true }),
    port,
    async reopen() {
      await fixture.engine.close();
      fixture.engine = await open();
      fixture.client = fixture.engine.client({ checkOutputs: true });
    },
    async close() {
      await fixture.engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return fixture;
}

/** Resolves with the first such event that the test accepts. */
export function nextEvent<N extends EventName>(
  client: EngineClient,
  name: N,
  accepts: (payload: EventPayload<N>) => boolean,
): Promise<EventPayload<N>> {
  return new Promise((done) => {
    const remove = client.on(name, (payload) => {
      if (!accepts(payload)) return;
      remove();
      done(payload);
    });
  });
}

/** Begins a run by the given call and resolves with its id once it has come to rest. */
export async function runToEnd(client: EngineClient, begin: () => Promise<{ runId: string }>): Promise<string> {
  const ended = new Set<string>();
  let wake = () => {};
  const remove = client.on('runs.progress', ({ run, isFinal }) => {
    if (isFinal) ended.add(run.id);
    wake();
  });
  const { runId } = await begin();
  while (!ended.has(runId)) {
    await new Promise<void>((done) => {
      wake = done;
    });
  }
  remove();
  return runId;
}
