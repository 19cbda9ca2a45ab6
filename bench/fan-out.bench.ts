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
const rounds = 7;

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
  return durationMs;
}

const receiver = startHelper('bench/support/counting-receiver.mjs');
const origin = `http://127.0.0.1:${await receiver.nextLine()}`;

interface Round {
  perSecond: number;
  /** Of all threads of this process, the log's among them; steadier than the rate when the machine is busy. */
  cpuUsPerMessage: number;
}

async function measure(run: () => Promise<number>): Promise<Round> {
  const before = process.cpuUsage();
  const durationMs = await run();
  const { user, system } = process.cpuUsage(before);
  return { perSecond: messages / (durationMs / 1000), cpuUsPerMessage: (user + system) / messages };
}

const reference: Round[] = [];
const cases = { shared: [] as Round[], perRecipient: [] as Round[] };

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
    reference.push(await measure(() => bareLoop(origin)));
    for (const { body, engine } of workspaces) {
      cases[body].push(
        await measure(async () => {
          const { durationMs, delivered } = await runOnce(engine, concurrency);
          if (delivered !== messages) throw new Error(`${delivered} of ${messages} messages were delivered`);
          return durationMs;
        }),
      );
    }
  }
} finally {
  for (const { engine, workspace } of workspaces) {
    await engine.close();
    await workspace.remove();
  }
  await receiver.stop();
}

const ratiosOf = (runs: readonly Round[]) =>
  runs.map(({ perSecond }, round) => perSecond / (reference[round]?.perSecond ?? Number.NaN));
const row = (name: string, runs: readonly Round[]) => {
  const rates = runs.map(({ perSecond }) => perSecond);
  const ratios = ratiosOf(runs);
  return [
    name,
    Math.round(median(rates)).toString(),
    `${Math.round(Math.min(...rates))}–${Math.round(Math.max(...rates))}`,
    median(ratios).toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    median(runs.map(({ cpuUsPerMessage }) => cpuUsPerMessage)).toFixed(0),
  ];
};
printRows(
  [`${messages} signed messages, ${rounds} rounds`, 'messages/s', 'min–max', '÷ bare', 'min–max', 'CPU µs/message'],
  [
    row('bare undici loop with HMAC, no log', reference),
    row('engine, one body for the run, log on', cases.shared),
    row('engine, a body per recipient, log on', cases.perRecipient),
  ],
);
printGoal('one body ÷ bare', { value: median(ratiosOf(cases.shared)), limit: 0.5, kind: 'at least' });
printGoal('body per recipient ÷ bare', { value: median(ratiosOf(cases.perRecipient)), limit: 0.25, kind: 'at least' });
