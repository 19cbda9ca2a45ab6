import Knock from '@knocklabs/node';
import type { ClockChoice } from '../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from './engine-fixture.ts';

export interface KnockApiFixture extends EngineFixture {
  baseUrl: string;
  apiKey: string;
  /** Knock's own SDK, pointed at the engine. */
  knock: Knock;
}

/** A real engine on a copy of the guide's example with its Knock API on, at any free port. */
export async function openKnockApi(clock: ClockChoice = 'virtual'): Promise<KnockApiFixture> {
  const fixture = await openExampleEngine();
  const settings = { port: 0, environment: 'development', clock };
  const { baseUrl } = await fixture.client.call('knockApi.start', settings);
  const { key } = await fixture.client.call('knockApi.revealKey', {});
  if (baseUrl === null) throw new Error('the API is not on');
  return Object.assign(fixture, { baseUrl, apiKey: key, knock: new Knock({ apiKey: key, baseURL: baseUrl }) });
}

/** Triggers the example's workflow through the SDK; resolves with the run's id once it has come to rest. */
export function triggerToEnd(
  { client, knock }: KnockApiFixture,
  body: Parameters<Knock['workflows']['trigger']>[1],
): Promise<string> {
  return runToEnd(client, async () => {
    const { workflow_run_id: runId } = await knock.workflows.trigger('customer-webhooks', body);
    return { runId };
  });
}

/** Every item of a list that the SDK pages through. */
export async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}
