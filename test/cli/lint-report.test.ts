import { expect, it } from 'vitest';
import { gatherFindings, reportLines } from '../../cli/lint-report.ts';
import type { MatrixItem, PlacedFinding, TemplateDiagnostic } from '../../core/contract/index.ts';

const finding = (line: number, severity: TemplateDiagnostic['severity'] = 'error') => ({
  diagnostic: {
    code: 'syntax' as const,
    severity,
    field: 'body',
    message: `At ${line}.`,
    hint: 'Do it.',
    line,
    column: 2,
    endLine: line,
    endColumn: 3,
  },
  place: { file: 'channels/c/body.liquid', line, column: 2 },
});
const cell = (sample: string, findings: PlacedFinding[]): MatrixItem => ({
  kind: 'cell',
  document: { kind: 'channel', key: 'c' },
  eventType: 't',
  sample,
  recipient: 'user:u',
  isRendered: false,
  sizeBytes: null,
  renderMs: 0,
  findings,
});

async function* items(): AsyncGenerator<MatrixItem> {
  yield { kind: 'plan', samples: [], recipients: [{ key: 'user:u', name: 'u' }], recipientCount: 30 };
  yield {
    kind: 'document',
    document: { kind: 'channel', key: 'c' },
    findings: [finding(9, 'warning')],
    cellCount: 5,
  };
  for (const sample of ['a', 'b', 'c', 'd', 'e']) yield cell(sample, [finding(3)]);
}

it('joins what is the same, sorts by place and counts', async () => {
  const problem = {
    severity: 'error',
    file: 'a.json',
    message: 'Broken.',
    field: null,
    line: null,
    column: null,
  } as const;
  const report = await gatherFindings('development', [problem], items());
  expect(reportLines(report)).toEqual([
    'a.json:1:1: error: Broken. [workspace]',
    'channels/c/body.liquid:3:2: error: At 3. [syntax]',
    '    Do it.',
    '    with t "a" for user:u, t "b" for user:u, t "c" for user:u and 2 more',
    'channels/c/body.liquid:9:2: warning: At 9. [syntax]',
    '    Do it.',
    'Rendered for 1 of 30 webhooks, chosen to differ.',
    '2 errors, 1 warning in 1 channel; 5 renderings.',
  ]);
});

it('says first when there was nobody to render for', async () => {
  async function* forNobody(): AsyncGenerator<MatrixItem> {
    yield { ...cell('a', []), recipient: null } as MatrixItem;
  }
  expect(reportLines(await gatherFindings('production', [], forNobody()))[0]).toBe(
    'The environment "production" has no webhooks: everything was rendered without a recipient.',
  );
});
