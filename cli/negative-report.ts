import type { NegativeCaseResult } from '../core/contract/index.ts';
import { formatTable } from './text-table.ts';

const marks = { pass: '✓', fail: '✗', info: '–', error: '!' } as const;

/** Every case went as it should, and none was left out. */
export function isPassed(results: readonly NegativeCaseResult[]): boolean {
  const total = results[0]?.total ?? -1;
  return results.length === total && results.every(({ outcome }) => outcome === 'pass' || outcome === 'info');
}

export function asTable(results: readonly NegativeCaseResult[]): string {
  const rows = results.map(({ title, outcome, status, why }) => [
    marks[outcome],
    title,
    status === null ? '' : String(status),
    why,
  ]);
  const count = (outcome: NegativeCaseResult['outcome']) => results.filter((each) => each.outcome === outcome).length;
  const failed = count('fail') + count('error');
  return [
    ...formatTable(['', 'request', 'status', 'result'], rows, ['left', 'left', 'right', 'left']),
    '',
    `${count('pass')} passed, ${failed} failed, ${count('info')} for information.`,
  ].join('\n');
}

/** As continuous integration reads it; cases for information are skipped ones. */
export function asJunit(results: readonly NegativeCaseResult[]): string {
  const of = (...outcomes: NegativeCaseResult['outcome'][]) =>
    results.filter((each) => outcomes.includes(each.outcome)).length;
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  const time = seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const counts = `tests="${results.length}" failures="${of('fail')}" errors="${of('error')}" skipped="${of('info')}" time="${time}"`;
  const cases = results.map((result) => {
    const name = escaped(`${result.title} (${result.code})`);
    const open = `    <testcase classname="negative suite" name="${name}" time="${seconds(result.durationMs)}"`;
    if (result.outcome === 'pass') return `${open}/>`;
    const element = { fail: 'failure', error: 'error', info: 'skipped' }[result.outcome];
    return `${open}>\n      <${element} message="${escaped(result.why)}"/>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="hookbench negative" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

/** Control characters have no place in XML 1.0. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
