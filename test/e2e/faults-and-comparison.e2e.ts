import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test('a receiver resets a connection as told, says so, and two attempts of the message are compared', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const app = await example.open(page);

  await test.step('faults are typed among statuses; what is half typed stays with the tab', async () => {
    await app.openView('Receivers');
    await app.list('Receivers').getByRole('option', { name: /Flaky/ }).click();
    await app.tab(/Behaviour/).click();
    const sequence = page.getByRole('textbox', { name: 'The first requests get' });
    await sequence.fill('500, rset, 200');
    await expect(page.getByText(/Entry 2, “rset”, is neither/)).toBeVisible();
    await page.getByRole('textbox', { name: 'Latency', exact: true }).fill('1x');
    await app
      .list('Receivers')
      .getByRole('option', { name: /Legacy/ })
      .click();
    await app.tab(/Flaky/).click();
    await expect(page.getByRole('textbox', { name: 'Latency', exact: true })).toHaveValue('1x');
    await expect(sequence).toHaveValue('500, rset, 200');
    await page.getByRole('textbox', { name: 'Latency', exact: true }).fill('0');
    await sequence.fill('500, reset, 200');
    expect(await seriousProblems(page)).toEqual([]);
    const file = example.file('receivers/flaky-hook.json');
    await expect
      .poll(async () => JSON.parse(await readFile(file, 'utf8')))
      .toMatchObject({
        statusSequence: [500, 'reset', 200],
      });
  });

  await test.step('the receiver tells what it did, and holds what it does not answer until it is stopped', async () => {
    await app.runScenario('A task is completed');
    await expect(page.getByText('2 delivered')).toBeVisible();
    await app.tab(/Flaky/).click();
    await app.tab('Received').click();
    const received = page.getByRole('grid', { name: 'Received requests' });
    await expect(received.getByRole('row')).toHaveText([/Answered/, /200/, /reset/, /500/]);
    await received.getByText('reset').click();
    await expect(page.getByText(/connection reset without an answer/)).toBeVisible();
    await app.tab(/Behaviour/).click();
    await page.getByRole('textbox', { name: 'The first requests get' }).fill('no answer');
    await app.tab('Received').click();
    const url = (await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/flaky$/).textContent()) ?? '';
    await expect
      .poll(async () => JSON.parse(await readFile(example.file('receivers/flaky-hook.json'), 'utf8')))
      .toMatchObject({ statusSequence: ['no-answer'] });
    const held = fetch(url, { method: 'POST', body: '{}' }).then(null, () => 'no answer');
    // One was being looked at: what is new waits to be asked for.
    await page.getByRole('button', { name: '1 new' }).click();
    await received.getByText('no answer yet').click();
    await expect(page.getByText(/, no answer yet/)).toBeVisible();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByText(/never answered: the receiver was stopped after/)).toBeVisible();
    await expect(received.getByText('never answered')).toBeVisible();
    expect(await held).toBe('no answer');
  });

  await test.step('requests are found by what is in them, and one for a wrong path is told of', async () => {
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await app.tab(/Behaviour/).click();
    await page.getByRole('textbox', { name: 'The first requests get' }).fill('');
    await expect
      .poll(async () => JSON.parse(await readFile(example.file('receivers/flaky-hook.json'), 'utf8')))
      .toMatchObject({ statusSequence: [] });
    await app.tab('Received').click();
    const received = page.getByRole('grid', { name: 'Received requests' });
    const url =
      (await page
        .getByText(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/flaky$/)
        .first()
        .textContent()) ?? '';
    await fetch(`${url}/wrong`, { method: 'POST', body: '{}' });
    await expect(
      page.getByText(/a path that no receiver has, and was answered 404: POST \/hooks\/flaky\/wrong/),
    ).toBeVisible();
    await fetch(url, { method: 'POST', body: '{"type":"Invoice.paid"}' });
    await fetch(url, { method: 'PUT', body: '{"type":"push"}' });
    await expect(received.getByRole('row')).toHaveText([/Answered/, /PUT/, /POST/]);
    const filter = page.getByRole('textbox', { name: 'Filter the received requests' });
    await filter.fill('invoice');
    await expect(received.getByRole('row')).toHaveText([/Answered/, /POST/]);
    // What comes in while the list is narrowed is looked at too.
    await fetch(`${url}?again`, { method: 'POST', body: '{"type":"invoice.paid"}' });
    await expect(received.getByRole('row')).toHaveText([/Answered/, /\?again/, /POST/]);
    await filter.fill('nothing like it');
    await expect(page.getByText('No request that is kept has this.')).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await filter.fill('');
    await expect(received.getByRole('row')).toHaveCount(4);
  });

  await test.step('two attempts stand side by side, and F7 goes through what differs', async () => {
    await app.openView('Deliveries');
    await app.openInList('Deliveries', 'All attempts');
    const attempts = page.getByRole('grid', { name: 'Delivery attempts', exact: true });
    await attempts.getByText('200 after 2 failures').click();
    await page.getByRole('button', { name: 'Compare with…' }).click();
    await page.getByRole('menuitem', { name: 'With attempt 2: connection reset' }).click();
    const table = page.getByRole('table', { name: 'Two deliveries side by side' });
    await expect(table.getByText('The bodies are byte-identical.').first()).toBeVisible();
    await expect(app.tab(/connection reset ↔ 200/)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('F7');
    await expect(page.getByText(/^Difference 1 of \d+$/)).toBeVisible();
    await expect(table.locator('[aria-current="true"]')).toContainText('Outcome');
    await page.keyboard.press('Shift+F7');
    await expect(page.getByText(/^Difference (\d+) of \1$/)).toBeVisible();
    await page.getByRole('button', { name: 'Swap sides' }).click();
    await expect(app.tab(/200 ↔ connection reset/)).toHaveAttribute('aria-selected', 'true');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousProblems(page)).toEqual([]);
    }
  });

  await test.step('an attempt of another message is chosen in the list', async () => {
    await app.tab('Deliveries').click();
    const attempts = page.getByRole('grid', { name: 'Delivery attempts', exact: true });
    await attempts.getByText('Production').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Compare with another…' }).click();
    await expect(page.getByText(/^To be compared: Production, attempt 1: 200/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(page.getByText(/^To be compared/)).toHaveCount(0);
    // The same by choosing two rows.
    await attempts.getByText('Production').click();
    await attempts.getByText('401: final').click({ modifiers: ['ControlOrMeta'] });
    await expect(page.getByText(/^To be compared: Production, attempt 1: 200/)).toBeVisible();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(app.tab(/200 ↔ 401/)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText(/^To be compared/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Open this delivery in a tab' }).nth(1).click();
    await expect(app.tab(/Legacy endpoint · 401/)).toHaveAttribute('aria-selected', 'true');
  });
});
