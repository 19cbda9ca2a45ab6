import { writeFileSync } from 'node:fs';
import { expect, type Locator, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import type { AppPage } from './page/app-page.ts';
import { openStudio } from './page/open-studio.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
/** Puts the caret into an empty body, with the keyboard alone once the editor has the focus. */
async function emptyBody(app: AppPage): Promise<void> {
  await app.editor('Body template').click();
  await app.page.keyboard.press('ControlOrMeta+a');
  await app.page.keyboard.press('Delete');
}

test('type, complete, see a squiggle, fix it, find what printed a value, and back', async ({ page }) => {
  const app = await openStudio(page, example);
  const body = app.editor('Body template');
  const preview = page.getByRole('region', { name: 'Preview' });

  await test.step('what is completed is in reach: assigned, with its value', async () => {
    await emptyBody(app);
    await page.keyboard.type('{% assign total = data.eventType %}\n{{ tot');
    const entry = page.locator('.suggest-widget .monaco-list-row').first();
    await expect(entry).toHaveAttribute('aria-label', /^total, project\.created/);
    await page.keyboard.press('Enter');
    await page.keyboard.type(' }}');
    await expect(body).toContainText('{{ total }}');
  });

  await test.step('a text without json is marked, and mended with the keyboard', async () => {
    await expect(body.locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('F8');
    await expect(page.locator('.marker-widget')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+.');
    await expect(page.locator('.action-widget').first()).toContainText('| json');
    await page.keyboard.press('Enter');
    await expect(body).toContainText('{{ total | json }}');
    await expect(preview.getByText('Valid JSON')).toBeVisible();
  });

  await test.step('a value in the preview finds its expression', async () => {
    const value = preview.getByRole('region', { name: 'Body' }).locator('[data-span]').first();
    await expect(value).toHaveText('"project.created"');
    await app.hoverUntilShown(value, page.locator('.hookbench-origin'));
    await expect(preview.getByText(/body 2:1/)).toBeVisible();
    await value.click();
    await expect(value).toHaveAttribute('data-at-caret', 'true');
  });

  await test.step('the name is renamed wherever it is meant', async () => {
    await page.keyboard.press('ControlOrMeta+Home');
    for (let step = 0; step < 11; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await expect(page.locator('.rename-box input')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('kind');
    await page.keyboard.press('Enter');
    await expect(body).toContainText('{% assign kind = data.eventType %}');
    await expect(body).toContainText('{{ kind | json }}');
  });

  await test.step('formatting tidies the tags alone', async () => {
    await emptyBody(app);
    await page.keyboard.type('{{data.eventType|json}}');
    await page.keyboard.press('Shift+Alt+F');
    await expect(body).toContainText('{{ data.eventType | json }}');
  });
});

test('what fails with a sample that is not shown is marked at its place', async ({ page }) => {
  const app = await openStudio(page, example);
  const body = app.editor('Body template');
  const preview = page.getByRole('region', { name: 'Preview' });
  await emptyBody(app);
  await page.keyboard.insertText('{ "a": {{ data.payload.project.name | json }} }');
  await expect(preview.getByText('Valid JSON')).toBeVisible();
  const mark = body.locator('.squiggly-error').first();
  await expect(mark).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.locator('.marker-widget')).toContainText('With task.completed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText(' ');
  await expect(mark).toBeHidden();
});

test('by the keyboard alone: from the preview to the expression', async ({ page }) => {
  await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.locator('[data-span]').first()).toBeVisible();
  await preview.getByRole('region', { name: 'Body' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(preview.getByText(/data\.eventType · body 2:/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(preview.locator('[data-at-caret]').first()).toBeVisible();
});

test('a pinned preview shows what an edit changed; columns show every recipient', async ({ page }) => {
  const app = await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('button', { name: 'Pin this preview and compare with it' }).click();
  await app.typeAtLineEnd('Body template', 2, '\n"sent_to": {{ recipient.name | json }},');
  const changes = preview.getByRole('region', { name: 'Changes' });
  await expect(changes.locator('[data-changed="after"]', { hasText: '"sent_to"' })).toBeVisible();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Every recipient' }).click();
  await expect(page.getByText(/lines? differ/).first()).toBeVisible();
});

test('what differs by its time alone is no difference; a column can be removed in a small window', async ({ page }) => {
  const app = await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('button', { name: 'Pin this preview and compare with it' }).click();
  // Another render at another time, of the same request.
  await app.typeAtLineEnd('Body template', 2, '{% comment %}{% endcomment %}');
  const changes = preview.getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText('Nothing has changed since this preview was pinned. It is signed anew');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Add a column' }).click();
  const column = page.getByRole('region', { name: 'Column 2' });
  await expect(column).toContainText(/lines? differ/);
  await column.getByRole('button', { name: 'Recipient of the preview' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(column).toContainText('no differences');
  await page.setViewportSize({ width: 900, height: 600 });
  const remove = column.getByRole('button', { name: 'Remove this column' });
  const [inner, outer] = await Promise.all([remove.boundingBox(), column.boundingBox()]);
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0));
  await remove.click();
  await expect(column).toHaveCount(0);
});

test('a mistake does not move the preview; tab, preview and status bar count the same findings', async ({ page }) => {
  const app = await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  const request = preview.getByRole('region', { name: 'Rendered request' });
  const before = await request.boundingBox();
  await app.typeAtLineEnd('Body template', 2, ' {{ recipient.nme }} {{ 1 | upcse }} {{ 2 | jsn }}');
  const findings = preview.getByRole('region', { name: 'What is wrong with the template' });
  await expect(findings.getByText(/Did you mean/)).toHaveCount(3);
  const after = await request.boundingBox();
  expect([after?.x, after?.y, after?.width]).toEqual([before?.x, before?.y, before?.width]);
  // A warning is one too: the value goes into the JSON as it is.
  await expect(findings.getByText(/goes into the JSON as it is/)).toBeVisible();
  await expect(page.getByRole('tab', { name: /^Body/ })).toContainText('4');
  await expect(app.editor('Body template').locator('.squiggly-error')).toHaveCount(3);
  await expect(page.getByRole('contentinfo')).toContainText('4 problems');

  await emptyBody(app);
  await page.keyboard.insertText(`[${Array.from({ length: 250 }, () => '{{ payload | gone }}').join(',\n')}]`);
  await expect(page.getByRole('tab', { name: /^Body/ })).toContainText('200+');
  await expect(findings).toContainText('and at least 195 more problems');
  await expect(page.getByRole('contentinfo')).toContainText('200+ problems');
});

test('bytes fit beside their text in the pane, and no value of them can be pointed at', async ({ page }) => {
  await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  const hint = preview.getByText(/Point at a value/);
  await expect(hint).toBeVisible();
  await preview.getByRole('radio', { name: 'Hex' }).click();
  const hex = preview.getByRole('region', { name: 'Hex' });
  await expect(hex).toContainText(/0000 {2}7b( [0-9a-f]{2}){7} {2}\{/);
  expect(await hex.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await expect(hint).toHaveCount(0);
});

test('what the pointer rests on is explained with its value; fixes lie within their box; help has the keys', async ({
  page,
}) => {
  const app = await openStudio(page, example);
  const body = app.editor('Body template');
  await app.typeAtLineEnd('Body template', 2, ' {{ data.eventType | jsn }}');
  await expect(body.locator('.squiggly-error').first()).toBeVisible();
  const explained = page.locator('.monaco-hover', { hasText: 'object – From the chosen sample.' });
  await app.hoverUntilShown(body.locator('.view-line span', { hasText: /^payload$/ }).first(), explained);
  await expect(explained).toContainText('"project": {');
  await expect(explained.locator('code').first()).toHaveCSS('font-family', /JetBrains Mono/);
  await page.keyboard.press('F8');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+.');
  const box = page.locator('.action-widget').first();
  const row = box.locator('.monaco-list-row.action').first();
  await expect(row).toBeVisible();
  const [outer, inner] = await Promise.all([box.boundingBox(), row.boundingBox()]);
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0));
  await page.keyboard.press('Escape');
  await expect(page.locator('.lightBulbWidget')).toBeHidden();
  await page.keyboard.press('F1');
  await expect(page.getByText('Next finding in this text')).toBeVisible();
});

test('the matrix test lists a failure and goes to its place', async ({ page }) => {
  const app = await openStudio(page, example);
  await app.typeAtLineEnd('Body template', 2, ' {{ recipient.nme }}');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: 'Test every channel with every sample' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const finding = page.getByRole('listbox', { name: 'Findings of the matrix test' }).getByText(/nme/).first();
  await expect(finding).toBeVisible();
  await expect(page.getByText(/^20 of 20 tried, /)).toBeVisible();
  await finding.click();
  await expect(app.editor('Body template').locator('.selected-text').first()).toBeVisible();

  await test.step('what it found is still there when one comes back, with a word about what changed since', async () => {
    await page.keyboard.press('Delete');
    await page.keyboard.press('ControlOrMeta+s');
    await app.tab('Matrix test').click();
    await expect(finding).toBeVisible();
    await expect(page.getByText(/tried, .* · before the last change$/)).toBeVisible();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^20 of 20 tried, \d+ failed$/)).toBeVisible();
  });

  await test.step('a cell tells what was found in it, and leads to the studio with its recipient and sample', async () => {
    await app.tab(/^Customer webhook/).click();
    await app.typeAtLineEnd('Body template', 2, ' {{ data.payload.task.id }}');
    await page.keyboard.press('ControlOrMeta+s');
    await app.tab('Matrix test').click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const cells = page.getByRole('row', { name: /Legacy endpoint/ }).getByRole('gridcell');
    await expect(cells.nth(2)).toHaveText(/\d errors?/);
    expect(await seriousProblems(page)).toEqual([]);
    await cells.nth(2).click();
    await page.keyboard.press('ArrowRight');
    await expect(cells.nth(3)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('Legacy endpoint × task.completed · Large tracker id')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /Legacy endpoint/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /task\.completed · Large tracker id/ })).toBeVisible();
  });

  await test.step('it is rendered for the recipients that are chosen', async () => {
    await app.tab('Matrix test').click();
    await page.getByLabel('Recipients', { exact: true }).fill('Prod');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^4 of 4 tried, \d failed$/)).toBeVisible();
    await expect(page.getByRole('row', { name: /Legacy endpoint/ })).toHaveCount(0);
  });

  await test.step('nothing but the channels and samples that are chosen is rendered, and the choice is kept', async () => {
    const name = 'Paid in many parts, each of them in another currency';
    const eventType = { description: '', schema: {}, examples: [{ name, payload: {} }] };
    writeFileSync(example.file('event-types/order.paid.json'), JSON.stringify(eventType));
    const field = (label: string) => page.getByRole('combobox', { name: label, exact: true });
    await field('Channels').fill('no such channel');
    await field('Channels').press('Tab');
    await expect(page.getByText('There is no such channel. Choose one of the list.')).toBeVisible();
    await field('Channels').fill('customer');
    await field('Channels').press('Enter');
    await field('Samples').fill('quotes');
    await field('Samples').press('Enter');
    await field('Samples').fill('order.paid');
    await expect(page.getByRole('option', { name: `order.paid · ${name}` })).toBeVisible();
    await field('Samples').press('Enter');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^2 of 2 tried, \d failed$/)).toBeVisible();
    const columns = page.getByRole('grid', { name: 'Matrix of channels and samples' });
    // A long name of one column moves no other, also where there is no room for it.
    await page.setViewportSize({ width: 900, height: 600 });
    const leftOf = async (cell: Locator) => (await cell.boundingBox())?.x ?? Number.NaN;
    for (const column of [0, 1]) {
      const cell = columns.getByRole('gridcell').nth(column);
      const head = columns.getByRole('columnheader').nth(column + 1);
      await expect.poll(async () => (await leftOf(cell)) === (await leftOf(head))).toBe(true);
    }
    await page.reload();
    const chosen = page.getByRole('group', { name: 'What is rendered' });
    await expect(chosen.getByRole('button', { name: /^Remove / })).toHaveCount(4);
    await app.tab('Matrix test').press('Delete');
    await page.getByRole('button', { name: 'Test every channel with every sample' }).click();
    await expect(page.getByText(/^Renders every channel/)).toBeVisible();
  });
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no serious accessibility problem (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openStudio(page, example);
    await expect(page.locator('[data-span]').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByRole('button', { name: 'Every recipient' }).click();
    await expect(page.getByText(/lines? differ/).first()).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
  });
}
