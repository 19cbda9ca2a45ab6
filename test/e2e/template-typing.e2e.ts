import { expect, test } from '@playwright/test';
import type { AppPage } from './page/app-page.ts';
import { openStudio } from './page/open-studio.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** The editor's whole text, by way of the clipboard. */
async function textOf(app: AppPage): Promise<string> {
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('ControlOrMeta+a');
  await app.page.keyboard.press('ControlOrMeta+c');
  return app.page.evaluate<string>('navigator.clipboard.readText()');
}

async function startOver(app: AppPage, label = 'Body template'): Promise<void> {
  await app.editor(label).click();
  await app.page.keyboard.press('ControlOrMeta+a');
  await app.page.keyboard.press('Delete');
}

const members = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `"k${index}": {{ data.payload.task.title | json }}, "n${index}": {"a": [1, {"b": "{{ recipient.name }}"}]}, `,
  ).join('');

const templates = [
  '{"type": {{ data.eventType | json }}, "payload": {{ data.payload | json }}}',
  '{% if data.eventType == "x" %}{"a": {"b": 1}}{% else %}{"a": [{"c": {{ 1 | plus: 2 }}}]}{% endif %}',
  '{% for item in data.items %}{"i": {{ item.id | json }}}{% unless forloop.last %},{% endunless %}{% endfor %}',
  `{${members(2)}"z": {}}`,
];

test('what is typed is what is there, with previews and findings arriving meanwhile', async ({ page }) => {
  test.setTimeout(120_000);
  const app = await openStudio(page, example);
  for (const template of templates) {
    await startOver(app);
    await page.keyboard.type(template);
    expect(await textOf(app)).toBe(template);
  }
});

test('what is typed over a selection replaces it, brackets and quotes too', async ({ page }) => {
  const app = await openStudio(page, example);
  const typed = '{"at": {{ data.eventType | replace: ".", "-" | json }}, "b": [1, 2]}';
  await app.editor('Body template').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(typed);
  expect(await textOf(app)).toBe(typed);
});

test('what is typed into a long line is what is there', async ({ page }) => {
  test.setTimeout(120_000);
  const app = await openStudio(page, example);
  const line = `{${members(60)}"z": {}}`;
  const typed = '"o": {"a": {{ recipient.url | json }}, "b": [{}]}, ';
  await startOver(app);
  await page.keyboard.insertText(line);
  await page.keyboard.press('ControlOrMeta+End');
  for (let step = 0; step < '"z": {}}'.length; step += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(typed);
  expect(await textOf(app)).toBe(`${line.slice(0, -8)}${typed}${line.slice(-8)}`);
});

test('a tag that was completed is not closed twice by who types it to its end', async ({ page }) => {
  const app = await openStudio(page, example);
  await startOver(app);
  await page.keyboard.type('{% if');
  await expect(page.locator('.suggest-widget .monaco-list-row').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('recipient.name %}1');
  expect(await textOf(app)).toBe('{% if recipient.name %}1{% endif %}');
});

test('Enter breaks the line below a list that opened by itself; Tab takes its first entry, Enter one that is begun', async ({
  page,
}) => {
  const app = await openStudio(page, example);
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await page.getByRole('button', { name: 'New partial' }).click();
  await expect(app.tab('New partial')).toHaveAttribute('aria-selected', 'true');
  await app.tab('Customer webhook').click();
  const cases = [
    { typed: '{{', key: 'Enter', text: /^\{\{\s*\n\}\}$/ },
    { typed: '{{ ', key: 'Enter', text: /^\{\{\s*\n\}\}$/ },
    { typed: '{{ ', key: 'Tab', text: /^\{\{ \w+ *\}\}$/ },
    { typed: '{{ recip', key: 'Enter', text: /^\{\{ recipient *\}\}$/ },
    { typed: '{{ recipient.', key: 'Tab', text: /^\{\{ recipient\.\w+ *\}\}$/ },
    { typed: '{{ recipient.', key: 'Enter', text: /^\{\{ recipient\.\w+ *\}\}$/ },
    { typed: '{% render "', key: 'Enter', text: /^\{% render "new-partial" *\}$/ },
  ];
  for (const { typed, key, text } of cases) {
    await startOver(app);
    await page.keyboard.type(typed);
    await expect(rows.first()).toBeVisible();
    await page.keyboard.press(key);
    expect(await textOf(app), `${typed}, ${key}`).toMatch(text);
  }
  await startOver(app);
  await page.keyboard.type('{{ recipient.');
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await textOf(app)).toMatch(/^\{\{ recipient\.\w+ *\}\}$/);

  // No line can be broken in the URL, so Enter takes the first entry there.
  await startOver(app, 'URL template');
  await page.keyboard.type('{{ recipient.');
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await textOf(app)).toMatch(/^\{\{ recipient\.\w+ *\}\}$/);
});

test('lines are commented and uncommented, blocks fold', async ({ page }) => {
  const app = await openStudio(page, example);
  const body = app.editor('Body template');
  await startOver(app);
  await page.keyboard.insertText('{\n"a": 1,\n"b": {\n"c": {{ data.eventType | json }}\n}\n}');
  const before = await textOf(app);
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+/');
  expect((await textOf(app)).split('\n')[1]?.trim()).toBe('{% comment %} "a": 1, {% endcomment %}');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+/');
  expect(await textOf(app)).toBe(before);
  await page.keyboard.press('ControlOrMeta+Home');
  // What can be folded is looked for a moment after the last change.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+Shift+BracketLeft');
    await expect(body).not.toContainText('"b"', { timeout: 500 });
  }).toPass();
  // The caret stands on the closing brace's partner: both are marked.
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(body.locator('.bracket-match').first()).toBeVisible();
});

test('the content-type follows the format of the body, and one undo takes both back', async ({ page }) => {
  await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  const format = page.getByRole('button', { name: /Body format/ });
  await expect(preview.getByText('application/json', { exact: true })).toBeVisible();
  await format.click();
  await page.getByRole('option', { name: 'Text' }).click();
  await expect(preview.getByText('text/plain; charset=utf-8', { exact: true })).toBeVisible();
  await format.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(format).toContainText('JSON');
  await expect(preview.getByText('application/json', { exact: true })).toBeVisible();
});

test('every format of a body is coloured, checked and sent as what it is', async ({ page }) => {
  const app = await openStudio(page, example);
  const preview = page.getByRole('region', { name: 'Preview' });
  const formats = [
    {
      name: 'XML',
      text: '<event type="{{ data.eventType }}"><org>{{ recipient.name | escape }}</org></event>',
      verdict: 'Well-formed XML',
      contentType: 'application/xml',
      fix: '{{ data.eventType | escape }}',
    },
    {
      name: 'Form',
      text: 'type={{ data.eventType }}&org={{ recipient.name | url_encode }}',
      verdict: 'Form',
      contentType: 'application/x-www-form-urlencoded',
      fix: '{{ data.eventType | url_encode }}',
    },
    {
      name: 'GraphQL',
      text: '{% capture query %}mutation ($type: String!) { log(type: $type) { id } }{% endcapture %}{"query": {{ query | json }}, "variables": {"type": {{ data.eventType }}}}',
      verdict: 'GraphQL request',
      contentType: 'application/json',
      fix: '{{ data.eventType | json }}',
    },
  ];
  for (const { name, text, verdict, contentType, fix } of formats) {
    await test.step(name, async () => {
      await page.getByRole('button', { name: /Body format/ }).click();
      await page.getByRole('option', { name }).first().click();
      await startOver(app);
      await page.keyboard.insertText(text);
      await expect(app.editor('Body template').locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
      await page.keyboard.press('ControlOrMeta+Home');
      await page.keyboard.press('F8');
      await expect(page.locator('.marker-widget')).toBeVisible();
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+.');
      await expect(page.locator('.action-widget').first()).toContainText('Add "|');
      await page.keyboard.press('Enter');
      await expect(app.editor('Body template')).toContainText(fix);
      await expect(preview.getByText(verdict, { exact: true })).toBeVisible();
      await expect(preview.getByText(contentType, { exact: true })).toBeVisible();
      const colours = await page.evaluate<number>(
        `new Set([...document.querySelectorAll('[data-code-editor="Body template"] .view-line span span')].map((span) => getComputedStyle(span).color)).size`,
      );
      expect(colours).toBeGreaterThan(3);
    });
  }
});
