/** One thing that was checked. */
export interface JunitCase {
  /** What it belongs to; reports gather by it. */
  classname: string;
  name: string;
  durationMs: number;
  /** Null = it passed. */
  problem: { kind: 'failure' | 'error' | 'skipped'; message: string } | null;
}

export interface JunitSuite {
  name: string;
  hostname: string | null;
  cases: readonly JunitCase[];
}

/** A suite as JUnit XML, as continuous integration reads it. */
export function junitXml({ name, hostname, cases }: JunitSuite): string {
  const count = (kind: 'failure' | 'error' | 'skipped') => cases.filter(({ problem }) => problem?.kind === kind).length;
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${time}"`;
  const host = hostname === null ? '' : ` hostname="${xmlText(hostname)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${xmlText(name)}" ${counts}${host}>`,
    ...cases.map(caseXml),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseXml({ classname, name, durationMs, problem }: JunitCase): string {
  const open = `    <testcase classname="${xmlText(classname)}" name="${xmlText(name)}" time="${seconds(durationMs)}"`;
  if (problem === null) return `${open}/>`;
  return `${open}>\n      <${problem.kind} message="${xmlText(problem.message)}"/>\n    </testcase>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Control characters have no place in XML 1.0. */
function xmlText(text: string): string {
  return text
    .replace(/[\p{Cc}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
