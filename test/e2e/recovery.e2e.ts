import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
/** A customer's endpoint: it refuses everything, and then it is mended. */
let isMended = false;
let received = 0;
const endpoint = createServer((request, response) => {
  request.resume().on('end', () => {
    received += 1;
    response.writeHead(isMended ? 200 : 401).end();
  });
});
test.beforeAll(async () => {
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
});
test.afterAll(() => {
  endpoint.closeAllConnections();
  endpoint.close();
});

test('what an outage kept from an endpoint over several runs is sent again, once, and nothing that has arrived', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await moveLegacyWebhook(`http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/hooks/legacy`);
  const app = await example.open(page);
  const recipients = page.getByRole('grid', { name: 'Recipients of the run' });
  const list = page.getByRole('grid', { name: 'Dry run' });
  await app.openView('Runs');
  for (const run of [1, 2, 3]) {
    await app.openInList('Runs', 'A task is completed');
    await page.getByRole('button', { name: 'Run scenario' }).click();
    await expect(app.tab(`Run ${run}`)).toHaveAttribute('aria-selected', 'true');
    await expect(recipients.getByRole('row', { name: /Legacy endpoint/ })).toContainText('401: final');
    await expect(page.getByRole('button', { name: 'Send 1 again…' })).toBeVisible();
  }
  isMended = true;

  await test.step('one of them is sent again by itself', async () => {
    await app.tab('Run 2').click();
    await page.getByRole('button', { name: 'Send 1 again…' }).click();
    await expect(page.getByText('1 will get a request (1 signed), 0 will not')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(app.tab('Run 4')).toHaveAttribute('aria-selected', 'true');
    await expect(recipients.getByRole('row', { name: /Legacy endpoint/ })).toContainText('200');
  });

  await test.step('the list leads to what is left of all runs, and says what it leaves out', async () => {
    await app.openView('Deliveries');
    await app.openInList('Deliveries', 'Undelivered');
    await expect(page.getByRole('status').getByText('3 attempts', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Send again…' }).first().click();
    await expect(app.tab('Send again · deliveries')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('Of deliveries with Outcome: undelivered.')).toBeVisible();
    await expect(page.getByText('2 messages of 2 runs, each once.')).toBeVisible();
    await expect(page.getByText('Left out: 1 delivered when sent again.')).toBeVisible();
    await expect(list.getByRole('row', { name: /Legacy endpoint/ })).toContainText('and 1 more');
    await expect(page.getByText('1 will get 2 requests, 0 will get none')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('they go out in one run, which names the runs it sends again', async () => {
    const before = received;
    await expect(page.getByRole('button', { name: /^Send 2 again/ })).toBeEnabled();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(
      page.getByRole('heading', { name: /Run 5 · messages of 2 runs → project_webhooks\/legacy-hook/ }),
    ).toBeVisible();
    await expect(recipients.getByRole('row', { name: /Legacy endpoint/ })).toContainText('200 × 2');
    expect(received - before).toBe(2);
    await expect(page.getByText('2 messages of 2 runs sent again, signed afresh')).toBeVisible();
    await page.getByRole('button', { name: 'Run 3', exact: true }).click();
    await expect(app.tab('Run 3')).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('button', { name: 'Run 5', exact: true }).click();
    await expect(app.tab('Run 5')).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('nothing is left to send: neither of the list, by the palette, nor of a run', async () => {
    await app.tab(/^Deliveries$/).click();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('send the deliveries that are shown');
    await page.getByRole('option', { name: /Send the deliveries that are shown again/ }).click();
    await expect(page.getByText('Everything that matches has been delivered since.')).toBeVisible();
    await expect(page.getByText('Left out: 3 delivered when sent again.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send again', exact: true })).toBeDisabled();
    expect(await seriousProblems(page)).toEqual([]);
    await app.tab('Run 1').click();
    await page.getByRole('button', { name: 'Send 1 again…' }).click();
    await expect(page.getByText('All that the run did not deliver was sent again and delivered since.')).toBeVisible();
    await expect(page.getByText('0 undelivered, 0 stopped, 2 delivered, 1 delivered since')).toBeVisible();
  });

  await test.step('what the form was opened for is there after a reload', async () => {
    await app.tab('Send again · deliveries').click();
    await page.reload();
    await app.isReady();
    await expect(page.getByText('Of deliveries with Outcome: undelivered.')).toBeVisible();
    await expect(page.getByText('Everything that matches has been delivered since.')).toBeVisible();
  });
});

async function moveLegacyWebhook(url: string): Promise<void> {
  const file = example.file('data/development/objects/project_webhooks.json');
  const webhooks = JSON.parse(await readFile(file, 'utf8'));
  webhooks['legacy-hook'].url = url;
  await writeFile(file, `${JSON.stringify(webhooks, null, 2)}\n`);
}
