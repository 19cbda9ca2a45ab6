import { describe, expect, test } from 'vitest';
import { parseClock } from '../../cli/clock-option.ts';
import { openerOf } from '../../cli/open-browser.ts';
import { createProgressLine } from '../../cli/progress-line.ts';
import { parseRate } from '../../cli/rate-option.ts';
import { formatDuration } from '../../cli/run-report.ts';
import { formatTable } from '../../cli/text-table.ts';
import { whyCutShort } from '../../cli/why-cut-short.ts';
import type { RunRecord } from '../../core/contract/index.ts';

test.each([
  ['real', 'real'],
  ['virtual', 'virtual'],
  ['x100', { scale: 100 }],
  ['x0.5', { scale: 0.5 }],
])('the clock %s', (text, clock) => {
  expect(parseClock(text)).toEqual(clock);
});

test.each(['', 'x', 'x0', 'x-1', 'x1e3', 'x1000001', '100', 'REAL'])('the clock "%s" is refused', (text) => {
  expect(() => parseClock(text)).toThrow('x100');
});

test.each([
  [0, '0 ms'],
  [41.4, '41 ms'],
  [36_000, '36.0 s'],
  [372_000, '6 min 12 s'],
  [999.7, '1.0 s'],
  [59_940, '59.9 s'],
  [59_999.9, '1 min 0 s'],
  [3_599_900, '1 h 0 min'],
  [5_400_000, '1 h 30 min'],
])('%d milliseconds are %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test.each([
  ['completed', null, null],
  ['stopped', null, 'The run was stopped before its end.'],
  ['failed', null, 'The run failed.'],
  ['failed', 'The disk is full.', 'The disk is full.'],
] as const)('a run that is %s (%s): %s', (status, statusMessage, words) => {
  expect(whyCutShort({ status, statusMessage })).toBe(words);
});

test('a table is as wide as its cells, and has no blanks at line ends', () => {
  expect(
    formatTable(
      ['A', 'B'],
      [
        ['xx', '1'],
        ['ü', '23'],
      ],
      ['left', 'right'],
    ),
  ).toEqual(['A    B', 'xx   1', 'ü   23']);
  expect(formatTable(['A', 'B'], [['x', '']], ['left', 'left'])).toEqual(['A  B', 'x']);
});

test('what a cell holds stays in its cell', () => {
  const rows = [['a\r\nb\u001b[2J', '1']];
  expect(formatTable(['NAME', 'B'], rows, ['left', 'left'])).toEqual(['NAME     B', 'a b [2J  1']);
});

describe('progress', () => {
  const run = {
    counts: { recipients: 9, delivered: 3, undelivered: 1, skipped: 2, stopped: 0, active: 3, attempts: 7 },
  } as RunRecord;

  test('is one line on a terminal', () => {
    const written: string[] = [];
    const progress = createProgressLine({ isTTY: true, write: (text) => written.push(text) });
    progress.show(run);
    progress.clear();
    expect(written).toEqual(['\r\u001b[K6 done · 3 under way · 7 attempts', '\r\u001b[K']);
  });

  test('is nothing in a pipe', () => {
    const written: string[] = [];
    const progress = createProgressLine({ write: (text) => written.push(text) });
    progress.show(run);
    progress.clear();
    expect(written).toEqual([]);
  });
});

test('a browser is opened only where there is a desktop', () => {
  expect(openerOf('linux', {})).toBeNull();
  expect(openerOf('linux', { DISPLAY: ':0' })).toEqual({ program: 'xdg-open', args: [] });
  expect(openerOf('darwin', {})?.program).toBe('open');
  expect(openerOf('win32', {})?.program).toBe('rundll32');
});

test('a rate is a whole number of requests a second', () => {
  expect([parseRate('1'), parseRate('1000')]).toEqual([1, 1000]);
});

test.each(['', ' ', '0', '-1', '1.5', '1001', 'fast'])('the rate "%s" is refused', (text) => {
  expect(() => parseRate(text)).toThrow(/whole number from 1 to 1000/);
});
