import {
  type ClockChoice,
  CommandError,
  type EngineClient,
  type ExpectationResult,
  type Latency,
  type RecipientRunRow,
  type RunRecord,
  type RunRequest,
  requestOfScenario,
  type Scenario,
  type WorkspaceProblem,
} from '../core/contract/index.ts';
import { knownEnvironment } from './environment-name.ts';

export interface ScenarioRun {
  scenario: { key: string; name: string };
  run: RunRecord;
  rows: RecipientRunRow[];
  expectations: ExpectationResult[];
  /** Of the attempts that were answered; null = none was. */
  latency: Latency | null;
  /** What of the workspace could not be read: a run may have gone without it. */
  problems: WorkspaceProblem[];
}

export interface ScenarioRunOptions {
  scenario: string;
  /** Null = the scenario's own. */
  clock: ClockChoice | null;
  /** Null = the scenario's own. */
  environment: string | null;
  /** Requests that begin in a second; null = as many as there can be. */
  perSecond: number | null;
  /** Stops the run; what has happened until then is still reported. */
  signal: AbortSignal;
  onProgress(run: RunRecord): void;
}

const pageSize = 500;

/** Runs a scenario to its end and gathers what became of it. Rejects with `CommandError` when it cannot begin. */
export async function runScenario(client: EngineClient, options: ScenarioRunOptions): Promise<ScenarioRun> {
  const scenario = await findScenario(client, options.scenario);
  const finished = new Map<string, () => void>();
  const ended = new Set<string>();
  client.on('runs.progress', ({ run, isFinal }) => {
    options.onProgress(run);
    if (!isFinal) return;
    ended.add(run.id);
    finished.get(run.id)?.();
  });
  const runId = await start(client, options, scenario);
  const stop = () => void client.call('runs.stop', { runId }).catch(() => undefined);
  options.signal.addEventListener('abort', stop);
  if (options.signal.aborted) stop();
  if (!ended.has(runId)) await new Promise<void>((resolve) => finished.set(runId, resolve));
  return {
    scenario: { key: options.scenario, name: scenario.name },
    run: await client.call('runs.get', { runId }),
    rows: await allRows(client, runId),
    expectations: await client.call('runs.expectations', { runId }),
    latency: (await client.call('deliveries.statistics', { filter: { runId }, order: 'attempts' })).total.latency,
    problems: (await client.call('workspace.problems', {})).filter(({ severity }) => severity === 'error'),
  };
}

/** Whether the run came to its end and every expectation holds. */
export function isFulfilled({ run, expectations }: ScenarioRun): boolean {
  return run.status === 'completed' && expectations.every(({ isMet }) => isMet);
}

async function findScenario(client: EngineClient, key: string): Promise<Scenario> {
  const scenarios = new Map<string, Scenario>();
  for (const document of await client.call('documents.list', {})) {
    if (document.kind === 'scenario') scenarios.set(document.key, document.value);
  }
  const scenario = scenarios.get(key);
  if (scenario !== undefined) return scenario;
  const problem = (await client.call('workspace.problems', {})).find(({ file }) => file === `scenarios/${key}.json`);
  if (problem !== undefined) {
    throw new CommandError('invalid-input', `${problem.file}: ${problem.message}`, { field: 'scenario' });
  }
  const known = scenarios.size === 0 ? 'It has none.' : `It has: ${[...scenarios.keys()].join(', ')}.`;
  throw new CommandError('not-found', `The workspace has no scenario "${key}". ${known}`, { field: 'scenario' });
}

async function start(client: EngineClient, options: ScenarioRunOptions, scenario: Scenario) {
  const { scenario: key, clock, environment, perSecond } = options;
  if (clock === null && environment === null && perSecond === null)
    return (await client.call('runs.startScenario', { scenario: key })).runId;
  const { receivers } = scenario;
  const wanted = requestOfScenario(key, scenario);
  const request: RunRequest = {
    ...wanted,
    ...(clock === null ? {} : { clock }),
    ...(environment === null ? {} : { environment: await knownEnvironment(client, environment) }),
    ...(perSecond === null ? {} : { concurrency: { ...wanted.concurrency, perSecond } }),
  };
  if (receivers.length > 0) await client.call('receivers.start', { receivers });
  return (await client.call('runs.start', request)).runId;
}

async function allRows(client: EngineClient, runId: string): Promise<RecipientRunRow[]> {
  const all: RecipientRunRow[] = [];
  for (let fromOrdinal = 0; ; fromOrdinal += pageSize) {
    const { rows, total } = await client.call('runs.recipients', { runId, fromOrdinal, limit: pageSize });
    all.push(...rows);
    if (fromOrdinal + pageSize >= total) return all;
  }
}
