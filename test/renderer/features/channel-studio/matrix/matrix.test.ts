import { expect, it } from 'vitest';
import type { MatrixItem, PlacedFinding } from '../../../../../core/contract/index.ts';
import {
  cellId,
  createMatrixGatherer,
  findingsOf,
} from '../../../../../renderer/features/channel-studio/matrix/matrix.ts';

const document = { kind: 'channel', key: 'c' } as const;

function finding(message: string, severity: 'error' | 'warning'): PlacedFinding {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 2 };
  const diagnostic = { code: 'syntax', severity, field: 'body', message, hint: null, ...range } as const;
  return { diagnostic, place: { file: 'channels/c/body.liquid', line: 1, column: 1 } };
}

function cell(sample: string, recipient: string, findings: PlacedFinding[], isRendered = true): MatrixItem {
  const size = isRendered ? 10 : null;
  return {
    kind: 'cell',
    document,
    eventType: 't',
    sample,
    recipient,
    isRendered,
    sizeBytes: size,
    renderMs: 1,
    findings,
  };
}

const items: MatrixItem[] = [
  {
    kind: 'plan',
    samples: [
      { eventType: 't', sample: 'a' },
      { eventType: 't', sample: 'b' },
    ],
    recipients: [
      { key: 'user:u', name: 'u' },
      { key: 'user:v', name: 'v' },
    ],
    recipientCount: 30,
  },
  { kind: 'document', document, findings: [finding('In any case.', 'warning')], cellCount: 4 },
  cell('a', 'user:u', []),
  cell('a', 'user:v', [finding('Of the data.', 'error')]),
  cell('b', 'user:u', [finding('Of the data.', 'error'), finding('Doubtful.', 'warning')]),
  cell('b', 'user:v', [], false),
  { kind: 'document', document: { kind: 'partial', key: 'p' }, findings: [finding('Of p.', 'error')], cellCount: 0 },
];

it('has a cell for every line and sample, and each finding once', () => {
  const gatherer = createMatrixGatherer();
  for (const item of items) gatherer.add(item);
  const matrix = gatherer.matrix();
  expect(matrix).toMatchObject({ failedCount: 3, plannedCount: 4, recipients: { tried: 2, of: 30 } });
  expect(matrix.lines.map(({ recipient }) => recipient.name)).toEqual(['u', 'v']);
  const words = matrix.lines.map((line) =>
    matrix.samples.map((_sample, index) => {
      const found = matrix.cells.get(cellId(line, index));
      return found && `${found.isRendered ? 'rendered' : 'not'} ${found.errorCount} ${found.warningCount}`;
    }),
  );
  expect(words).toEqual([
    ['rendered 0 0', 'rendered 1 1'],
    ['rendered 1 0', 'not 0 0'],
  ]);
  expect(matrix.findings.map(({ finding: { diagnostic }, where }) => [diagnostic.message, ...where])).toEqual([
    ['In any case.'],
    ['Of the data.', 't · a', 't · b'],
    ['Doubtful.', 't · b'],
    ['Of p.'],
  ]);
});

it('tells what was found in a cell, with what its template has in any case', () => {
  const gatherer = createMatrixGatherer();
  for (const item of items) gatherer.add(item);
  const matrix = gatherer.matrix();
  const [u, v] = matrix.lines;
  if (u === undefined || v === undefined) throw new Error('there are two lines');
  const messages = (line: typeof u, sample: number) =>
    findingsOf(matrix, line, cellId(line, sample)).map(({ finding: { diagnostic } }) => diagnostic.message);
  expect(messages(u, 0)).toEqual(['In any case.']);
  expect(messages(u, 1)).toEqual(['In any case.', 'Of the data.', 'Doubtful.']);
  expect(messages(v, 0)).toEqual(['In any case.', 'Of the data.']);
  expect(findingsOf(matrix, undefined, null)).toHaveLength(4);
});
