import { describe, expect, test } from 'vitest';
import type { AttemptRecord, ComparableAttempt } from '../../../../../core/contract/index.ts';
import { compareBytes } from '../../../../../renderer/features/deliveries/comparison/compare-bytes.ts';
import { compareTexts } from '../../../../../renderer/features/deliveries/comparison/compare-texts.ts';
import {
  type ComparisonRow,
  comparisonRows,
  differenceStarts,
} from '../../../../../renderer/features/deliveries/comparison/comparison-rows.ts';

type Change = Partial<AttemptRecord> & { headers?: AttemptRecord['request']['headers']; url?: string; hash?: string };

function attempt({ headers = [], url = 'http://h/a', hash = 'aa', ...change }: Change = {}): ComparableAttempt {
  return {
    attempt: {
      id: 'att_1',
      sequence: 1,
      messageId: 'msg_1',
      runId: 'run_1',
      recipientRunId: 'rr_1',
      recipient: 'project_webhooks/a',
      displayName: 'A',
      channel: 'c',
      stepRef: 's',
      number: 1,
      method: 'POST',
      endpoint: 'http://h/a',
      status: 200,
      failureKind: null,
      verdict: 'delivered',
      startedAtMs: 0,
      durationMs: 1,
      requestSizeBytes: 2,
      responseSizeBytes: 0,
      isSigned: false,
      request: { method: 'POST', url, headers, body: new Uint8Array(), bodySha256: hash },
      signature: null,
      response: { status: 200, headers: [], body: new Uint8Array(), bodySizeBytes: 0, isTruncated: false },
      failure: null,
      timings: {
        queueMs: 0,
        dnsMs: null,
        connectMs: null,
        tlsMs: null,
        sendMs: 1,
        firstByteMs: 1,
        downloadMs: 1,
        totalMs: 3,
      },
      remoteAddress: null,
      isSocketReused: null,
      nextAttemptAtMs: null,
      reason: null,
      ...change,
    },
    isRedacted: false,
    responseBodySha256: 'rr',
  };
}

function rowsOf(left: ComparableAttempt, right: ComparableAttempt, change: object = {}): ComparisonRow[] {
  return comparisonRows({
    left,
    right,
    requestBody: { kind: 'identical' },
    responseBody: { kind: 'identical' },
    isPretty: true,
    openFolds: new Set(),
    ...change,
  });
}

const factsOf = (rows: readonly ComparisonRow[]) =>
  rows.flatMap((row) => (row.kind === 'fact' && row.isDifferent ? [[row.name, row.left, row.right]] : []));
const noteOf = (rows: readonly ComparisonRow[], title: string) =>
  rows.flatMap((row) => (row.kind === 'section' && row.title === title ? [row.note] : []))[0];

describe('two attempts', () => {
  test('that are the same have no difference, whatever their place and times', () => {
    const other = attempt({ id: 'att_9', startedAtMs: 5000, messageId: 'msg_2', remoteAddress: '::1' });
    const rows = rowsOf(attempt(), other);
    expect(differenceStarts(rows)).toEqual([]);
    expect(noteOf(rows, 'Request body')).toBe('The bodies are byte-identical.');
  });

  test('differ in headers by name, whatever the spelling, order and repetition', () => {
    const left = attempt({
      headers: [
        ['X-Tag', '1'],
        ['Accept', '*/*'],
        ['x-tag', '2'],
      ],
    });
    const right = attempt({
      headers: [
        ['accept', '*/*'],
        ['X-TAG', '1'],
        ['X-New', 'n'],
      ],
    });
    expect(factsOf(rowsOf(left, right))).toEqual([
      ['x-new', null, 'n'],
      ['x-tag', '2', null],
    ]);
    const shown = rowsOf(left, right).flatMap((row) => (row.kind === 'fact' ? [row.name] : []));
    expect(shown.filter((name) => /^(x-|accept)/.test(name))).toEqual(['accept', 'x-new', 'x-tag', 'x-tag']);
  });

  test('differ in how they ended', () => {
    const failed = attempt({
      status: null,
      failureKind: 'connection-reset',
      verdict: 'retry',
      response: null,
      failure: { kind: 'connection-reset', detail: 'read ECONNRESET', code: 'ECONNRESET' },
    });
    const facts = factsOf(rowsOf(attempt(), { ...failed, responseBodySha256: null }));
    expect(facts.map(([name]) => name)).toEqual(['Outcome', 'Why', 'Status', 'Technical details', 'Bytes']);
    expect(facts).toContainEqual(['Status', '200', 'no response']);
    expect(facts).toContainEqual(['Technical details', null, 'ECONNRESET: read ECONNRESET']);
  });
});

describe('bodies', () => {
  const json = (text: string) => ({ text, kind: 'json' as const });
  const linesOf = (left: string, right: string, isPretty = true) => ({
    kind: 'lines' as const,
    lines: compareTexts({ left: json(left), right: json(right), isPretty }),
  });

  test('are laid out by tokens, so that numbers keep their spelling', () => {
    const body = linesOf('{"id":9007199254740993,"n":1.00}', '{"id":9007199254740993,"n":1.0}');
    expect(body.lines.filter(({ left, right }) => left !== right)).toEqual([
      { left: '  "n": 1.00', right: '  "n": 1.0' },
    ]);
  });

  test('that differ in blanks alone are said to be the same laid out; exactly, the line differs', () => {
    const other = attempt({ hash: 'bb' });
    const rows = rowsOf(attempt(), other, { requestBody: linesOf('{"a":1}', '{"a": 1}') });
    expect(noteOf(rows, 'Request body')).toMatch(/^Laid out they are the same/);
    const exact = rowsOf(attempt(), other, { requestBody: linesOf('{"a":1}', '{"a": 1}', false), isPretty: false });
    expect(noteOf(exact, 'Request body')).toBeNull();
    expect(exact).toContainEqual({
      kind: 'line',
      left: '{"a":1}',
      right: '{"a": 1}',
      leftNumber: 1,
      rightNumber: 1,
      isDifferent: true,
    });
  });

  test('that look the same because secrets are masked are not called the same', () => {
    const other = { ...attempt({ hash: 'bb' }), isRedacted: true };
    const rows = rowsOf(attempt(), other, { requestBody: linesOf('{"a":1}', '{"a":1}') });
    expect(noteOf(rows, 'Request body')).toMatch(/secrets are masked/);
    expect(differenceStarts(rows).map((at) => rows[at])).toMatchObject([{ kind: 'fact', name: 'Bytes' }]);
  });

  test('that are no text say where the bytes part, and show them from there', () => {
    const bytes = Uint8Array.from({ length: 1250 }, (_, place) => place % 256);
    const body = compareBytes(bytes, bytes.with(1234, 0).subarray(0, 1241));
    const rows = rowsOf(attempt(), attempt({ hash: 'bb' }), { requestBody: { kind: 'binary', ...body } });
    expect(noteOf(rows, 'Request body')).toContain('byte 1,234');
    const lines = rows.filter((row) => row.kind === 'line');
    expect(lines.map(({ leftNumber, isDifferent }) => [leftNumber, isDifferent])).toEqual([
      [1208, false],
      [1216, false],
      [1224, false],
      [1232, true],
      [1240, true],
      [1248, true],
    ]);
    expect(lines[3]).toMatchObject({ left: 'd0 d1 d2 d3 d4 d5 d6 d7  ........' });
    expect(lines[3]).toMatchObject({ right: 'd0 d1 00 d3 d4 d5 d6 d7  ........' });
    expect(lines[5]).toMatchObject({ right: null });
  });

  test('fold long stretches of same lines but for those around what differs; lines in a row are one difference', () => {
    const array = (change: Record<number, string>) =>
      JSON.stringify(Array.from({ length: 40 }, (_, index) => change[index] ?? index));
    const body = linesOf(array({}), array({ 10: 'x', 11: 'y', 30: 'z' }));
    const rows = rowsOf(attempt(), attempt({ hash: 'bb' }), { requestBody: body });
    const lines = rows.filter(({ kind }) => kind === 'line' || kind === 'fold');
    expect(
      lines.map((row) => (row.kind === 'fold' ? row.count : row.kind === 'line' && row.isDifferent ? '!' : '')),
    ).toEqual([8, '', '', '', '!', '!', '', '', '', 12, '', '', '', '!', '', '', '', 7]);
    expect(differenceStarts(rows)).toHaveLength(3);
    const [fold] = lines;
    const opened = rowsOf(attempt(), attempt({ hash: 'bb' }), {
      requestBody: body,
      openFolds: new Set(fold?.kind === 'fold' ? [fold.id] : []),
    });
    expect(opened.filter(({ kind }) => kind === 'fold')).toHaveLength(2);
    expect(opened).toHaveLength(rows.length + 7);
  });
});

test('forms are compared decoded, and other texts as they are', () => {
  const form = (text: string) => ({ text, kind: 'form' as const });
  expect(compareTexts({ left: form('a=1&b=x%20y'), right: form('a=1&b=x+z'), isPretty: true })).toEqual([
    { left: 'a = 1', right: 'a = 1' },
    { left: 'b = x y', right: 'b = x z' },
  ]);
  const text = (value: string) => ({ text: value, kind: 'text' as const });
  expect(compareTexts({ left: text('a'), right: text('a\r'), isPretty: true })).toEqual([{ left: 'a', right: 'a\r' }]);
});
