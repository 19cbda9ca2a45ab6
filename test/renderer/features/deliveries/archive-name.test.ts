import { expect, test } from 'vitest';
import { archiveName, archiveNameOf } from '../../../../renderer/features/deliveries/archive-name.ts';
import { noFilter } from '../../../../renderer/features/deliveries/delivery-filter.ts';

test('a file is named after what the filter finds', () => {
  expect(archiveNameOf(noFilter, null)).toBe('all-deliveries.har');
  expect(archiveNameOf({ ...noFilter, runId: 'r' }, 14)).toBe('run-14.har');
  expect(archiveNameOf({ ...noFilter, runId: 'r', verdict: 'final', status: '4xx' }, 14)).toBe(
    'run-14-undelivered-4xx.har',
  );
  expect(archiveNameOf({ ...noFilter, messageId: 'msg_1' }, null)).toBe('deliveries-msg_1.har');
  expect(
    archiveNameOf(
      { ...noFilter, endpoint: '"https://a.example/hooks?x=1"', recipient: ' Acme ', sinceMinutes: '60' },
      null,
    ),
  ).toBe('deliveries-https-a.example-hooks-x-1-Acme-last-hour.har');
});

test('names stay short, and hold nothing that a system would not take', () => {
  expect(archiveName('message', '../..\\ "Größe": 東京\u202e', 'x'.repeat(500))).toBe(
    `message-Größe-東京-${'x'.repeat(48)}.har`,
  );
});
