import type { Scenario } from '../model/index.ts';
import type { RunRequest } from './payloads.ts';

/** What a run is bounded by where nobody says otherwise; scenarios do not say. */
export const defaultConcurrency = { run: 50, origin: 50 } as const;

/** The run that a scenario asks for. */
export function requestOfScenario(key: string, scenario: Scenario): RunRequest {
  const { workflow, environment, recipients, recipientsText, actor, tenant, event, clock, seed } = scenario;
  return {
    workflow,
    environment,
    recipients,
    ...(recipientsText === undefined ? {} : { recipientsText }),
    actor,
    tenant,
    event,
    clock,
    seed,
    concurrency: defaultConcurrency,
    scenario: key,
  };
}
