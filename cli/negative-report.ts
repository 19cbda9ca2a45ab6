import type { NegativeCaseResult } from '../core/contract/index.ts';
import { formatTable } from './text-table.ts';

const marks = { pass: '✓', fail: '✗', info: '–', error: '!' } as const;

export function asTable(results: readonly NegativeCaseResult[]): string {
  const rows = results.map(({ title, outcome, status, why }) => [
    marks[outcome],
    title,
    status === null ? '' : String(status),
    why,
  ]);
  const count = (outcome: NegativeCaseResult['outcome']) => results.filter((each) => each.outcome === outcome).length;
  const failed = count('fail') + count('error');
  const left = (results[0]?.total ?? 0) - results.length;
  return [
    ...formatTable(['', 'request', 'status', 'result'], rows, ['left', 'left', 'right', 'left']),
    '',
    `${count('pass')} passed, ${failed} failed, ${count('info')} for information.${left > 0 ? ` ${left} were not fired.` : ''}`,
  ].join('\n');
}
