import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test', { HOOKBENCH_SECRET_API_TOKEN: 'never-shown' });

test('a delivery is edited and sent again: nothing typed is lost, and both runs lead to each other', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await addSecretHeader();
  const app = await example.open(page);
  await app.runScenario('A task is completed');
  await expect(page.getByText('2 delivered')).toBeVisible();
  const recipients = page.getByRole('grid', { name: 'Recipients of the run' });
  await recipients.getByText('Legacy endpoint').click();
  await expect(page.getByRole('button', { name: 'Send again…' })).toBeVisible();

  await test.step('secrets are masked until they are asked for, and another delivery has its own mask', async () => {
    const pane = page.getByRole('region', { name: 'Legacy endpoint' });
    await expect(pane.getByText('Bearer ••••••••')).toBeVisible();
    await expect(pane).not.toContainText('never-shown');
    await pane.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(pane.getByText('Bearer never-shown')).toBeVisible();
    await recipients.getByText('Production').click();
    await expect(page.getByText('Bearer ••••••••')).toBeVisible();
    await recipients.getByText('Legacy endpoint').click();
    await expect(pane).toBeVisible();
  });

  await test.step('the form begins with what was sent', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await expect(app.tab(/Send again · Legacy endpoint/)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('as it was sent')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo changes' })).toHaveCount(0);
    await app.tab('Headers').click();
    const headers = page.getByRole('list', { name: 'Headers' });
    await expect(headers.getByRole('textbox', { name: 'Name, row 1' })).toHaveValue('content-type');
    await expect(page.getByText('Made at sending')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await app.tab('Body').click();
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('what is typed stays when one looks at another tab', async () => {
    await app.typeAtLineEnd('Body', 2, ' "edited": true,');
    const url = page.getByRole('textbox', { name: 'URL' });
    await url.fill((await url.inputValue()).replace('legacy', 'prod'));
    await app.tab('Run 1').click();
    await expect(recipients).toBeVisible();
    await app.tab(/Send again/).click();
    await expect(app.editor('Body')).toContainText('"edited": true');
    await expect(url).toHaveValue(/\/hooks\/prod$/);
    await expect(page.getByText('changed', { exact: true })).toBeVisible();
  });

  await test.step('it goes out signed afresh, in a run of its own', async () => {
    // From within the editor, which must add no line for it.
    await app.editor('Body').click();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(
      page.getByRole('heading', { name: /Run 2 · task.completed → project_webhooks\/legacy-hook/ }),
    ).toBeVisible();
    await expect(page.getByText('Sent again from run 1, signed afresh, with changes')).toBeVisible();
    await recipients.getByText('Legacy endpoint').click();
    await expect(page.getByRole('tabpanel').getByText('"edited"').first()).toBeVisible();
    await app.tab('Attempts').click();
    await expect(page.getByText('sent again in run 2')).toBeVisible();
  });

  await test.step('the delivery it came from knows of it', async () => {
    await page.getByRole('button', { name: 'Open that delivery' }).click();
    await expect(page.getByText('Sent again in')).toBeVisible();
    await page.getByRole('button', { name: 'Run 2', exact: true }).click();
    await expect(app.tab('Run 2')).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('all that a run left undelivered goes out together, after one has seen what', async () => {
    await app.tab('Run 1').click();
    await page.getByRole('button', { name: 'Send 1 again…' }).click();
    const list = page.getByRole('grid', { name: 'Dry run' });
    await expect(list.getByRole('row', { name: /Legacy endpoint/ })).toContainText('/hooks/legacy');
    await expect(page.getByText('1 will get a request (1 signed), 0 will not')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(app.tab('Run 3')).toHaveAttribute('aria-selected', 'true');
    await expect(recipients.getByRole('row', { name: /Legacy endpoint/ })).toContainText('401: final');
    await expect(recipients.getByRole('row')).toHaveCount(2);
  });

  await test.step('a run that has ended is saved as HAR from its own tab, under its own name', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export HAR…' }).click();
    await page.getByRole('menuitem', { name: 'Export as HAR, secrets replaced' }).click();
    expect((await download).suggestedFilename()).toBe('run-3-task.completed.har');
    const { log } = JSON.parse(await readFile(await (await download).path(), 'utf8'));
    expect(log.entries.map(({ _hookbench }: { _hookbench: { run: number } }) => _hookbench.run)).toEqual([3]);
  });

  await test.step('what the list shows is saved as HAR', async () => {
    await app.openView('Deliveries');
    await app.openInList('Deliveries', 'Undelivered');
    await expect(page.getByRole('status').getByText('2 attempts')).toBeVisible();
    await page.getByRole('button', { name: 'Export what is shown as HAR' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export as HAR, secrets replaced' }).click();
    expect((await download).suggestedFilename()).toBe('deliveries-undelivered.har');
    const { log } = JSON.parse(await readFile(await (await download).path(), 'utf8'));
    expect(log.entries.map(({ _hookbench }: { _hookbench: { run: number } }) => _hookbench.run)).toEqual([1, 3]);
  });

  await test.step('the endpoints of the list, and the attempts of one of them', async () => {
    await app.openInList('Deliveries', 'All attempts');
    await page.getByRole('radio', { name: 'Endpoints' }).click();
    const endpoints = page.getByRole('grid', { name: 'Endpoints' });
    await expect(endpoints.getByRole('row', { name: /All endpoints/ })).toBeVisible();
    await expect(endpoints.getByRole('row', { name: /hooks\/legacy/ })).toContainText('401 × 2');
    expect(await seriousProblems(page)).toEqual([]);
    await endpoints.getByRole('row', { name: /hooks\/legacy/ }).dblclick();
    await expect(page.getByRole('grid', { name: 'Delivery attempts' })).toBeFocused();
    await expect(page.getByRole('status').getByText('2 attempts', { exact: true })).toBeVisible();
  });
});

test('what was typed for a delivery stays when its run is deleted, and says that the delivery is gone', async ({
  page,
}) => {
  const app = await example.open(page);
  await app.runScenario('A task is completed');
  await expect(page.getByText('2 delivered')).toBeVisible();
  await page.getByRole('grid', { name: 'Recipients of the run' }).getByText('Legacy endpoint').click();
  await page.getByRole('button', { name: 'Send again…' }).first().click();
  const url = page.getByRole('textbox', { name: 'URL' });
  await url.fill('https://typed.example/hook');
  await app.typeAtLineEnd('Body', 2, ' "typed": true,');
  const isKept = async (): Promise<void> => {
    await expect(page.getByText(/^The delivery that this came from was deleted/)).toBeVisible();
    await expect(url).toHaveValue('https://typed.example/hook');
    await expect(page.getByRole('textbox', { name: 'Body' })).toHaveValue(/"typed": true/);
    await expect(app.tab('Send again · Legacy endpoint')).toBeVisible();
  };
  await app.list('Runs').getByRole('treeitem', { name: /Run 1/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete run…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(app.tab('Run 1')).toHaveCount(0);
  await isKept();
  expect(await seriousProblems(page)).toEqual([]);
  await page.reload();
  await app.isReady();
  await isKept();
  await page.getByRole('button', { name: 'Close tab', exact: true }).click();
  await expect(app.tab(/Send again/)).toHaveCount(0);
});

/** The channel sends a secret of the environment. */
async function addSecretHeader(): Promise<void> {
  await change(example.file('environments/development.json'), (environment) => {
    environment.secrets.push('api_token');
  });
  await change(example.file('channels/customer-webhook/channel.json'), (channel) => {
    channel.request.headers.push({ key: 'authorization', value: 'Bearer {{ vars.api_token }}' });
  });
}

async function change(
  file: string,
  // biome-ignore lint/suspicious/noExplicitAny: a file of the example, whose shape the test knows
  edit: (document: any) => void,
): Promise<void> {
  const document = JSON.parse(await readFile(file, 'utf8'));
  edit(document);
  await writeFile(file, `${JSON.stringify(document, null, 2)}\n`);
}
