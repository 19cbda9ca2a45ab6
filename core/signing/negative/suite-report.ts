import {
  assertNever,
  junitXml,
  type NegativeCaseResult,
  type SuiteReport,
  type SuiteReportFormat,
} from '../../model/index.ts';

interface SuiteRun {
  schemeName: string;
  /** Address or receiver that was fired at. */
  target: string;
  /** In the order in which they were fired. */
  results: readonly NegativeCaseResult[];
}

/** The suite's results as a file: for continuous integration, for programs, for people. No key is part of any. */
export function suiteReport(run: SuiteRun, format: SuiteReportFormat): SuiteReport {
  const name = `negative-suite-${fileWord(run.schemeName)}`;
  switch (format) {
    case 'junit':
      return { text: asJunit(run), fileName: `${name}.xml`, mediaType: 'application/xml' };
    case 'json':
      return { text: asJson(run), fileName: `${name}.json`, mediaType: 'application/json' };
    case 'markdown':
      return { text: asMarkdown(run), fileName: `${name}.md`, mediaType: 'text/markdown' };
    default:
      return assertNever(format);
  }
}

/** Every case went as it should, and none was left out. */
export function isSuitePassed(results: readonly NegativeCaseResult[]): boolean {
  const total = results[0]?.total ?? -1;
  return results.length === total && results.every(({ outcome }) => outcome === 'pass' || outcome === 'info');
}

function countOf(results: readonly NegativeCaseResult[], outcome: NegativeCaseResult['outcome']): number {
  return results.filter((each) => each.outcome === outcome).length;
}

function asJson({ schemeName, target, results }: SuiteRun): string {
  const counts = {
    pass: countOf(results, 'pass'),
    fail: countOf(results, 'fail'),
    info: countOf(results, 'info'),
    error: countOf(results, 'error'),
  };
  const report = { scheme: schemeName, target, isPassed: isSuitePassed(results), counts, results };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const words = { pass: 'Pass', fail: '**Fail**', info: 'To know', error: '**No answer**' } as const;

function asMarkdown({ schemeName, target, results }: SuiteRun): string {
  const failed = countOf(results, 'fail') + countOf(results, 'error');
  const left = (results[0]?.total ?? 0) - results.length;
  const rows = results.map(({ title, expectation, outcome, status, why }) => {
    const cells = [title, expectation, words[outcome], status === null ? '' : String(status), why];
    return `| ${cells.map(cellText).join(' | ')} |`;
  });
  return [
    `# Negative suite: ${cellText(schemeName)}`,
    '',
    `Target: \`${target.replaceAll('`', "'")}\``,
    '',
    `${countOf(results, 'pass')} passed, ${failed} failed, ${countOf(results, 'info')} to know.${left > 0 ? ` ${left} were not fired.` : ''}`,
    '',
    '| Request | Must be | Outcome | Status | Why |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function cellText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}

/** Cases for information are skipped ones. */
function asJunit({ schemeName, target, results }: SuiteRun): string {
  const kinds = { fail: 'failure', error: 'error', info: 'skipped' } as const;
  return junitXml({
    name: 'hookbench negative',
    hostname: target,
    cases: results.map(({ title, code, durationMs, outcome, why }) => ({
      classname: schemeName,
      name: `${title} (${code})`,
      durationMs,
      problem: outcome === 'pass' ? null : { kind: kinds[outcome], message: why },
    })),
  });
}

function fileWord(name: string): string {
  const word = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return word === '' ? 'scheme' : word;
}
