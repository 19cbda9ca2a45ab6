import { annotationLine } from './github-annotation.ts';
import type { RunPlaces } from './run-junit.ts';
import type { ScenarioRun } from './run-scenario.ts';
import { whyCutShort } from './why-cut-short.ts';

/** An annotation for each expectation that is not met, for a run that was cut short and for what could not be read. */
export function reportAsGithub(result: ScenarioRun, { file, lines, pathOf }: RunPlaces): string {
  const { scenario, run, expectations, problems } = result;
  const title = `hookbench run ${scenario.key}`;
  const unread = problems.map(({ file: where, line, column, message }) =>
    annotationLine({ severity: 'warning', title, message, place: { file: pathOf(where), line, column } }),
  );
  const message = whyCutShort(run);
  const atFile = { file, line: null, column: null };
  const ended = message === null ? [] : [annotationLine({ severity: 'error', title, message, place: atFile })];
  const unmet = expectations.flatMap(({ recipient, isMet, message }, index) => {
    const place = { file, line: lines[index] ?? null, column: null };
    return isMet ? [] : [annotationLine({ severity: 'error', title, message: `${recipient}: ${message}`, place })];
  });
  const total = `${expectations.length - unmet.length} of ${expectations.length} expectations met.`;
  return `${[...unread, ...ended, ...unmet, total].join('\n')}\n`;
}
