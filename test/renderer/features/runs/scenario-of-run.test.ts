import { expect, test } from 'vitest';
import { expectationsOfRows } from '../../../../renderer/features/runs/scenario-of-run.ts';
import { attempt } from '../deliveries/fixtures.ts';
import { recipientRow } from './fixtures.ts';

const row = (id: string, part: Parameters<typeof recipientRow>[0]) =>
  recipientRow({ recipient: `project_webhooks/${id}`, ...part });

test('what came of each recipient that is final is expected again', () => {
  const refused = { status: null, failureKind: 'connection-refused' } as const;
  const rows = [
    recipientRow({ recipient: 'user:ada', status: 'skipped' }),
    row('prod', { attempts: [attempt({ sequence: 1 })] }),
    row('flaky', {
      attempts: [
        attempt({ sequence: 1, status: 500, verdict: 'retry' }),
        attempt({ sequence: 2, status: null, failureKind: 'aborted', verdict: 'final' }),
        attempt({ sequence: 3, status: 202 }),
      ],
    }),
    row('down', { status: 'undelivered', attempts: [attempt({ sequence: 1, ...refused, verdict: 'final' })] }),
    row('broken', { status: 'undelivered' }),
    row('late', { status: 'waiting', attempts: [attempt({ sequence: 1, status: 500, verdict: 'retry' })] }),
    row('stopped', { status: 'stopped' }),
  ];
  const hook = (id: string) => ({ collection: 'project_webhooks', id });
  expect(expectationsOfRows(rows)).toEqual([
    { recipient: 'ada', outcome: 'skipped', attempts: 0 },
    { recipient: hook('prod'), outcome: 'delivered', attempts: 1, status: 200 },
    { recipient: hook('flaky'), outcome: 'delivered', attempts: 2, status: 202 },
    { recipient: hook('down'), outcome: 'undelivered', attempts: 1, failureKind: 'connection-refused' },
    { recipient: hook('broken'), outcome: 'undelivered', attempts: 0 },
  ]);
});
