import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test('a receiver answers by rules and within a rate, and says of each request what decided', async ({ page }) => {
  test.setTimeout(120_000);
  const app = await example.open(page);
  const file = async () => JSON.parse(await readFile(example.file('receivers/prod-hook.json'), 'utf8'));
  const rule = (number: number) => page.getByRole('article', { name: `Rule ${number}` });

  await test.step('rules are written with keys only, moved, and kept in the file', async () => {
    await app.openView('Receivers');
    await app
      .list('Receivers')
      .getByRole('option', { name: /Production/ })
      .click();
    await app.tab('Rules').click();
    await page.getByRole('button', { name: 'Add rule' }).press('Enter');
    await page.keyboard.type('type');
    await rule(1).getByRole('textbox', { name: 'Value' }).fill('project.created');
    await rule(1).getByRole('textbox', { name: 'Status' }).fill('422');
    await page.getByRole('button', { name: 'Add rule' }).press('Enter');
    await page.keyboard.type('data.id');
    await rule(2).getByRole('button', { name: /Test/ }).press('Enter');
    await page.getByRole('option', { name: 'is there', exact: true }).press('Enter');
    await rule(2).getByRole('textbox', { name: 'Status' }).fill('410');
    await rule(2).getByRole('button', { name: 'Move rule up' }).press('Enter');
    await expect(rule(1)).toContainText('body data.id is there');
    await page.getByText('Rate limit', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Requests' }).fill('3');
    await page.getByRole('textbox', { name: 'In any' }).fill('600');
    expect(await seriousProblems(page)).toEqual([]);
    await expect.poll(file).toMatchObject({
      rateLimit: { requests: 3, perSeconds: 600 },
      rules: [{ when: [{ name: 'data.id', test: 'is-present' }] }, { when: [{ value: 'project.created' }] }],
    });
  });

  await test.step('what is answered, and why', async () => {
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    const url = (await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/prod$/).textContent()) ?? '';
    const send = async (body: string): Promise<number> => (await fetch(url, { method: 'POST', body })).status;
    expect(await send('{"type":"project.created"}')).toBe(422);
    expect(await send('{"type":"project.created","data":{"id":1}}')).toBe(410);
    expect(await send('{"type":"other"}')).toBe(200);
    expect(await send('{"type":"other"}')).toBe(429);
    await app.tab('Received').click();
    const received = page.getByRole('grid', { name: 'Received requests' });
    await expect(received.getByRole('row')).toHaveText([
      /Answered/,
      /429, limited/,
      /200/,
      /410, rule 1/,
      /422, rule 2/,
    ]);
    await received.getByText('422, rule 2').click();
    await page.getByRole('tab', { name: 'Rules' }).last().click();
    const section = (number: number) => page.getByRole('region', { name: `Rule ${number}` });
    await expect(page.getByText('Rule 2 decided the answer.')).toBeVisible();
    await expect(section(1)).toContainText('does not fit');
    await expect(section(1)).toContainText('There is nothing.');
    await expect(section(2)).toContainText('There is “project.created”.');
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step('a rule made of a request comes before the one that answered it, and its answer is next', async () => {
    await page.getByRole('button', { name: 'Make a rule of this request' }).click();
    await expect(rule(2)).toContainText('body type equals project.created');
    await expect(rule(2).getByRole('textbox', { name: 'Status' })).toBeFocused();
    await page.keyboard.type('503');
    await expect.poll(file).toMatchObject({
      rules: [{ when: [{ name: 'data.id' }] }, { answer: { status: 503 } }, { answer: { status: 422 } }],
    });
  });

  await test.step('the last condition stays; without rules the receiver answers by itself', async () => {
    await expect(rule(1).getByRole('button', { name: 'Remove condition' })).toBeDisabled();
    await rule(1).getByRole('button', { name: 'Remove rule' }).click();
    await rule(1).getByRole('button', { name: 'Remove rule' }).click();
    await rule(1).getByRole('button', { name: 'Remove rule' }).click();
    await expect(page.getByText('There are no rules')).toBeVisible();
    await expect.poll(async () => (await file()).rules).toBeUndefined();
  });
});
