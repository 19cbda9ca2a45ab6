import { expect, it } from 'vitest';
import type { WorkspaceProblem } from '../../../../core/contract/index.ts';
import { diagnosticOf } from '../../../../renderer/features/channel-studio/use-workspace-findings.ts';

it('keeps the fixes of what the engine found by itself', () => {
  const place = { line: 4, column: 11, endLine: 4, endColumn: 40 };
  const fixes = [{ title: 'Add "| json"', edits: [{ ...place, newText: ' | json' }] }];
  const problem: WorkspaceProblem = {
    severity: 'warning',
    file: 'channels/invoices/body.liquid',
    message: 'It goes into the JSON as it is.',
    field: 'body',
    line: 4,
    column: 11,
    template: { kind: 'channel', key: 'invoices', revision: 1, code: 'json-missing', field: 'body', ...place, fixes },
  };
  expect(diagnosticOf(problem)).toMatchObject([{ code: 'json-missing', severity: 'warning', fixes }]);
});
