import { type JunitCase, junitXml } from '../core/contract/index.ts';
import type { ScenarioRun } from './run-scenario.ts';
import { whyCutShort } from './why-cut-short.ts';

/** Where a report leads to. */
export interface RunPlaces {
  /** The scenario's file. */
  file: string;
  /** Of each expectation in it; null = not found. */
  lines: readonly (number | null)[];
  /** Path of a file of the workspace as the report names it. */
  pathOf(file: string): string;
}

/** A case for the run itself, and one for each expectation, with the time of its recipient. */
export function reportAsJunit({ scenario, run, rows, expectations }: ScenarioRun, { file, lines }: RunPlaces): string {
  const reached = whyCutShort(run);
  const durations = new Map(rows.map((row) => [row.recipient, row.attempts]));
  const cases: JunitCase[] = [
    {
      classname: scenario.name,
      name: 'The run comes to its end',
      durationMs: 0,
      place: { file, line: null },
      problem: reached === null ? null : { kind: 'error', message: reached },
    },
    ...expectations.map(({ recipient, isMet, message }, index): JunitCase => {
      const attempts = durations.get(recipient) ?? [];
      return {
        classname: scenario.name,
        name: recipient,
        durationMs: attempts.reduce((sum, { durationMs }) => sum + durationMs, 0),
        place: { file, line: lines[index] ?? null },
        problem: isMet ? null : { kind: 'failure', message },
      };
    }),
  ];
  return junitXml({ name: `hookbench run ${scenario.key}`, hostname: null, cases });
}
