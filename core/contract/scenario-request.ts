import { defaultConcurrency, type Scenario } from '../model/index.ts';
import type { RunRequest } from './payloads.ts';

/** The run that a scenario asks for. */
export function requestOfScenario(key: string, scenario: Scenario): RunRequest {
  const { name: _name, description: _about, receivers: _needed, expectations: _expected, ...trigger } = scenario;
  return { ...trigger, concurrency: trigger.concurrency ?? defaultConcurrency, scenario: key };
}
