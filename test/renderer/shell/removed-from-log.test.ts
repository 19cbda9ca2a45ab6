import { expect, test } from 'vitest';
import type { CommandInput, EngineClient } from '../../../core/contract/index.ts';
import { closeWhatIsRemoved } from '../../../renderer/shell/removed-from-log.ts';
import { createApp } from '../../../renderer/stores/app.ts';
import { tabId } from '../../../renderer/stores/session.ts';

/** The log at the edge: it has what is listed. */
function appWithLog(logged: readonly string[]) {
  const asked: CommandInput<'deliveries.missing'>[] = [];
  const engine = {
    on: () => () => {},
    call: async (_name: string, { runIds, attemptIds }: CommandInput<'deliveries.missing'>) => {
      asked.push({ runIds, attemptIds });
      const isMissing = (id: string) => !logged.includes(id);
      return { runIds: runIds.filter(isMissing), attemptIds: attemptIds.filter(isMissing) };
    },
  } as unknown as EngineClient;
  return { app: createApp(engine, () => Promise.resolve('window')), asked };
}

test('whatever shows a run or a delivery that was deleted closes, all else stays', async () => {
  const { app, asked } = appWithLog(['run-2', 'att_2', 'att_3']);
  const staying = [
    ['run', 'run-2'],
    ['delivery', 'att_2'],
    ['resend', 'att_3'],
    ['comparison', 'att_2:att_3'],
    ['channel', 'run-1'],
    ['deliveries', ''],
  ];
  const closing = [
    ['run', 'run-1'],
    ['resend-run', 'run-1'],
    ['delivery', 'att_1'],
    ['resend', 'att_1'],
    ['comparison', 'att_2:att_1'],
  ];
  for (const [kind = '', key = ''] of [...staying, ...closing]) app.openTab({ kind, key });
  await closeWhatIsRemoved(app);
  expect(app.session.getState().tabs.map(({ kind, key }) => [kind, key])).toEqual(staying);
  expect(asked).toEqual([{ runIds: ['run-2', 'run-1'], attemptIds: ['att_2', 'att_3', 'att_1'] }]);
});

test('a delivery that was to be sent again with changes stays with what was typed', async () => {
  const { app } = appWithLog([]);
  const typed = { kind: 'resend', key: 'att_1' };
  for (const tab of [typed, { kind: 'resend', key: 'att_2' }]) app.openTab(tab);
  const drafts = { [tabId(typed)]: { draft: '{"body":"{}"}' }, 'resend:att_2': { draft: '{"signature":"as-sent"}' } };
  app.session.setState({ tabState: drafts });
  await closeWhatIsRemoved(app);
  expect(app.session.getState().tabs).toMatchObject([typed]);
});

test('nothing is asked when no tab shows anything of the log', async () => {
  const { app, asked } = appWithLog([]);
  app.openTab({ kind: 'channel', key: 'hook' });
  await closeWhatIsRemoved(app);
  expect(asked).toEqual([]);
});
