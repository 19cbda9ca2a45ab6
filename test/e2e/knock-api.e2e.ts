import Knock from '@knocklabs/node';
import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('file');

test("a backend's Knock SDK is pointed at the app, and its trigger becomes a run", async ({ page }) => {
  const app = await example.open(page);
  await page.getByRole('button', { name: 'API off' }).click();
  const port = page.getByLabel('Port', { exact: true });
  const switchOn = page.getByRole('toolbar', { name: 'Knock API' }).getByRole('button', { name: 'Switch on' });
  await test.step('not at another port than the one that is shown', async () => {
    await port.fill('99999');
    await switchOn.click();
    const refusal = page.getByRole('alert').filter({ hasText: 'could not be switched on' });
    await expect(refusal).toContainText('Correct the port first. At most 65535.');
    await page.getByRole('tab', { name: 'Calls' }).click();
    await page.getByRole('tab', { name: /^Set-up/ }).click();
    await expect(port).toHaveValue('99999');
    await expect(page.getByRole('button', { name: 'API off' })).toBeVisible();
  });
  await port.fill('0');
  await switchOn.click();
  await expect(port).toHaveValue(/^[1-9]\d+$/);
  await expect(page.getByRole('button', { name: /^API :\d+$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show for 10 seconds' }).click();
  const keyField = page.getByRole('textbox', { name: 'API key' });
  await expect(keyField).toHaveValue(/^sk_hookbench_/);
  const apiKey = await keyField.inputValue();
  const environment = page.getByRole('region', { name: 'Environment of the backend' });
  await expect(environment).toContainText('KNOCK_API_KEY=••••');
  const baseURL = /http:\/\/127\.0\.0\.1:\d+/.exec((await environment.textContent()) ?? '')?.[0] ?? '';
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousProblems(page)).toEqual([]);
  }

  const knock = new Knock({ apiKey, baseURL });
  const data = { eventType: 'task.completed', payload: { id: 1 } };
  await page.getByRole('tab', { name: 'Calls' }).click();
  await expect(page.getByText('Nobody has called yet')).toBeVisible();
  await knock.objects.set('projects', 'initech', { name: 'Initech' });
  await knock.workflows.trigger('customer-webhooks', {
    recipients: [{ collection: 'projects', id: 'acme' }],
    data,
  });
  await expect(knock.workflows.trigger('no-such-workflow', { recipients: ['ada'], data })).rejects.toThrow('404');

  await test.step('what was written is on the screens', async () => {
    await expect(app.list('Projects').getByText('Initech')).toBeVisible();
  });
  await test.step('each call says what it led to', async () => {
    const calls = page.getByRole('grid', { name: 'Calls of the Knock API' });
    await calls.getByRole('row', { name: /no-such-workflow/ }).click();
    await expect(page.getByRole('region', { name: 'Call' })).toContainText('It has: customer-webhooks.');
    expect(await seriousProblems(page)).toEqual([]);
    await calls.getByRole('button', { name: 'Run 1' }).click();
    await expect(app.tab('Run 1')).toBeVisible();
    await expect(page.getByRole('heading', { name: /task\.completed → Acme/ })).toBeVisible();
  });
  await test.step('the palette switches it off', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('switch the knock api off');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'API off' })).toBeVisible();
    await expect(fetch(baseURL)).rejects.toThrow();
  });
});
