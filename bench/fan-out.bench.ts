import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import { median, printGoal, printRows } from './support/figures.ts';
import { startHelper } from './support/processes.ts';
import { createBenchWorkspace, openBenchEngine, runOnce } from './support/workspace.ts';

/**
 * Fan-out of signed messages to one receiver in another process, log on, against a bare undici loop that signs and sends
 * the same number of the same size. Both with 50 requests under way.
 */
const messages = 10_000;
const concurrency = 50;
const rounds = 5;

async function bareLoop(origin: string): Promise<number> {
  const pool = new Pool(origin, { connections: concurrency, pipelining: 1 });
  const payload = JSON.stringify({
    task: { id: 'task_1', title: 'Write the report', url: 'https://app.example/tasks/1' },
    by: 'ada',
  });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < messages) {
      const index = next;
      next += 1;
      const body = `{"type": "task.completed", "webhook": "hook-${index}", "name": "Webhook ${index}", "payload": ${payload}}`;
      const timestamp = Date.now();
      const signature = createHmac('sha256', `bench-key-${index}`).update(`${timestamp}.${body}`).digest('base64');
      const response = await pool.request({
        method: 'POST',
        path: '/hooks/bench',
        headers: { 'content-type': 'application/json', 'x-webhook-signature': `t=${timestamp},s=${signature}` },
        body,
      });
      await response.body.dump();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const durationMs = performance.now() - startedAt;
  await pool.close();
  return messages / (durationMs / 1000);
}

const receiver = startHelper('bench/support/counting-receiver.mjs');
const origin = `http://127.0.0.1:${await receiver.nextLine()}`;
const cases = { shared: [] as number[], perRecipient: [] as number[] };
const reference: number[] = [];
const ratios = { shared: [] as number[], perRecipient: [] as number[] };

const workspaces = await Promise.all(
  (['shared', 'perRecipient'] as const).map(async (body) => {
    const workspace = await createBenchWorkspace({ count: messages, url: `${origin}/hooks/bench`, body });
    return { body, workspace, engine: await openBenchEngine(workspace) };
  }),
);

try {
  await bareLoop(origin);
  for (const { engine } of workspaces) await runOnce(engine, concurrency);
  for (let round = 0; round < rounds; round += 1) {
    const bare = await bareLoop(origin);
    reference.push(bare);
    for (const { body, engine } of workspaces) {
      const { durationMs, delivered } = await runOnce(engine, concurrency);
      if (delivered !== messages) throw new Error(`${delivered} of ${messages} messages were delivered`);
      const perSecond = messages / (durationMs / 1000);
      cases[body].push(perSecond);
      ratios[body].push(perSecond / bare);
    }
  }
} finally {
  for (const { engine, workspace } of workspaces) {
    await engine.close();
    await workspace.remove();
  }
  await receiver.stop();
}

const row = (name: string, values: readonly number[], ratio: readonly number[] | null) => [
  name,
  Math.round(median(values)).toString(),
  `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`,
  ratio === null ? '1.00' : median(ratio).toFixed(2),
];
printRows(
  [`${messages} signed messages, ${rounds} rounds`, 'messages/s', 'min–max', '÷ bare'],
  [
    row('bare undici loop with HMAC, no log', reference, null),
    row('engine, one body for the run, log on', cases.shared, ratios.shared),
    row('engine, a body per recipient, log on', cases.perRecipient, ratios.perRecipient),
  ],
);
printGoal('one body ÷ bare', { value: median(ratios.shared), limit: 0.5, kind: 'at least' });
printGoal('body per recipient ÷ bare', { value: median(ratios.perRecipient), limit: 0.25, kind: 'at least' });
