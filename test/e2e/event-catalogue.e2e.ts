import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import type { AppPage } from './page/app-page.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');
const fileOf = (key: string) => readFileSync(example.file(`event-types/${key}.json`), 'utf8');

async function open(page: Page, eventType = 'task.completed'): Promise<AppPage> {
  const app = await example.open(page);
  await app.openInList('Event types', eventType);
  return app;
}

async function addSample(page: Page, way: string): Promise<void> {
  await page.getByRole('button', { name: 'Add sample' }).click();
  await page.getByRole('menuitem', { name: way }).click();
}

async function typeInstead(app: AppPage, editor: string, text: string): Promise<void> {
  await app.editor(editor).click();
  await app.page.keyboard.press('ControlOrMeta+a');
  await app.page.keyboard.press('Delete');
  await app.page.keyboard.type(text);
}

const samples = (page: Page) => page.getByRole('listbox', { name: 'Samples' }).getByRole('option');
const findings = (page: Page) => page.getByRole('region', { name: 'Findings' });

test('a sample is completed, hovered and checked with its schema, and its digits reach the file and the preview', async ({
  page,
}) => {
  const app = await open(page);
  const editor = app.editor('Payload of Task done');
  await expect(findings(page)).toContainText('Fits the schema.');

  await test.step('completion knows the properties', async () => {
    await typeInstead(app, 'Payload of Task done', '{"task": {"i');
    const entry = page.locator('.suggest-widget .monaco-list-row', { hasText: 'id' }).first();
    await expect(entry).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('what does not fit is said with its line, and one goes there', async () => {
    await typeInstead(app, 'Payload of Task done', '{"task": {\n"id": 9007199254740993, "title": "x", "hours": 1.00');
    const finding = findings(page).getByRole('button', { name: /The value must be string/ });
    await expect(finding).toContainText('2:');
    await finding.click();
    await expect(editor.locator('.selected-text').first()).toBeVisible();
    await expect(findings(page)).toContainText('The property "completed_at" is missing.');
  });

  await test.step('the typed text is what is saved, and what is sent', async () => {
    await expect.poll(() => fileOf('task.completed')).toContain('"id": 9007199254740993, "title": "x", "hours": 1.00');
    await app.openView('Channels');
    await app.openInList('Channels', 'Customer webhook');
    const preview = page.getByRole('region', { name: 'Preview' });
    await page.getByRole('button', { name: /project\.created · New project/ }).click();
    await page.getByRole('option', { name: /task\.completed · Task done/ }).click();
    await expect(preview).toContainText('9007199254740993');
    await expect(preview).toContainText('1.00');
  });

  await test.step('after a restart it is all there', async () => {
    await page.reload();
    await app.isReady();
    await app.tab('task.completed').click();
    await expect(editor).toContainText('9007199254740993');
    await expect(editor).toContainText('1.00');
  });
});

test('Enter breaks the line where no name is being typed, Tab takes what is offered there', async ({ page }) => {
  const app = await open(page);
  const label = 'Payload of Task done';
  const lines = app.editor(label).locator('.view-line');
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');

  await test.step('lists that are still on their way do not stop a fast hand', async () => {
    const typed = '{"task":{\n"hours":1.00,\n"id":"a"\n,"title":"x"';
    for (let turn = 0; turn < 5; turn += 1) {
      await typeInstead(app, label, typed);
      await expect(lines).toHaveText(['{"task":{', '"hours":1.00,', '"id":"a"', ',"title":"x"', '}}']);
    }
    await expect(rows).toHaveCount(0);
  });

  await test.step('a name that is closed is not offered again', async () => {
    await typeInstead(app, label, '{"task": {"i');
    await expect(rows.first()).toBeVisible();
    await page.keyboard.type('d"');
    await expect(rows).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(lines.nth(1)).toHaveText('}}');
  });

  await test.step('two quotes open the list', async () => {
    await typeInstead(app, label, '{"task": {"');
    await expect(rows.first()).toContainText('completed_at');
    await page.keyboard.press('Tab');
    await expect(lines).toHaveText([/^\{"task":\s\{"completed_at":/]);
  });

  await test.step('Enter takes the name that is begun, Tab too', async () => {
    for (const key of ['Enter', 'Tab']) {
      await typeInstead(app, label, '{"task": {"ho');
      await expect(rows).toHaveText(['hours']);
      await page.keyboard.press(key);
      await expect(lines).toHaveText([/^\{"task":\s\{"hours":\s?\d*\}\}$/]);
    }
  });
});

test('broken text is named and kept, and the file keeps the last good one', async ({ page }) => {
  const app = await open(page);
  const before = fileOf('task.completed');
  await app.editor('Payload of Task done').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('oops');
  await expect(findings(page)).toContainText('1:1');
  await expect(findings(page)).toContainText('The text is kept here');
  // The window's memory is saved in the background; the tab is there again once it was.
  await app.tab('Schema').click();
  await app.tab('Samples').click();
  await expect(app.editor('Payload of Task done')).toContainText('oops');
  await expect
    .poll(async () => {
      await page.reload();
      await app.isReady();
      return app.editor('Payload of Task done').textContent();
    })
    .toContain('oops');
  expect(fileOf('task.completed')).toBe(before);
});

test('samples come from the schema, the clipboard, a delivery and a receiver', async ({ page }) => {
  const app = await open(page);

  await test.step('generated, and another one', async () => {
    await addSample(page, 'Generate from the schema');
    const editor = app.editor('Payload of Generated');
    await expect(findings(page)).toContainText('Fits the schema.');
    const first = (await editor.textContent()) ?? '';
    await page.getByRole('button', { name: 'Generate another' }).click();
    await expect(editor).not.toHaveText(first);
  });

  await test.step('pasted: the payload inside a whole body, digits and all', async () => {
    await addSample(page, 'Paste…');
    const field = page.getByRole('textbox', { name: /JSON of the payload/ });
    await field.fill('not json');
    await page.getByRole('button', { name: 'Add as sample' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'no JSON object' })).toBeVisible();
    await field.fill('{"type":"x","payload":{"task":{"id":"a","title":"b","hours":2.50}}}');
    await page.getByRole('button', { name: 'Add as sample' }).click();
    await expect(app.editor('Payload of Pasted')).toContainText('2.50');
    await expect(app.editor('Payload of Pasted')).not.toContainText('payload');
  });

  await test.step('renamed, duplicated, deleted, and the deletion taken back', async () => {
    const name = page.getByRole('textbox', { name: 'Name of the sample' });
    await name.fill('Task done');
    await expect(page.getByText('Another sample has this name.')).toBeVisible();
    await name.fill('From the wire');
    await name.press('Enter');
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await expect(samples(page)).toHaveText([
      'Task done',
      'Large tracker id',
      'Generated',
      'From the wire',
      'From the wire copy',
    ]);
    await page.getByRole('button', { name: 'Delete sample' }).click();
    await expect(samples(page)).toHaveCount(4);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(samples(page)).toHaveCount(5);
  });

  await test.step('from what was sent and what was received', async () => {
    await app.runScenario('A task is completed');
    await expect(page.getByText('5 of 5 met')).toBeVisible();
    await app.tab('task.completed').click();
    await addSample(page, 'From a delivery…');
    await page.getByRole('listbox', { name: 'Deliveries' }).getByRole('option').first().click();
    await expect(app.editor('Payload of Delivered')).toContainText('task-11');
    await expect(app.editor('Payload of Delivered')).not.toContainText('payload');
    await addSample(page, 'From a received request…');
    await page.getByRole('listbox', { name: 'Received requests' }).getByRole('option').first().click();
    await expect(app.editor('Payload of Received')).toContainText('task-11');
  });
});

test('versions: publish, break, be told where, compare any two', async ({ page }) => {
  const app = await open(page);
  await app.tab('Schema').click();
  const schema = app.editor('JSON Schema of task.completed');

  await test.step('published under the name that is proposed', async () => {
    await page.getByRole('button', { name: 'Publish…' }).click();
    await expect(page.getByRole('textbox', { name: 'Version' })).toHaveValue('1.0');
    await page.getByRole('textbox', { name: 'What changed, for readers' }).fill('The first.');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('version 1.0', { exact: true })).toBeVisible();
    expect(fileOf('task.completed')).toContain('"notes": "The first."');
  });

  await test.step('a wrong keyword is named at its place; completion and hover know the keywords', async () => {
    await typeInstead(app, 'JSON Schema of task.completed', '{"type": "objct", "requ');
    await expect(page.locator('.suggest-widget .monaco-list-row', { hasText: 'required' }).first()).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(schema).toContainText('"required"');
    await typeInstead(app, 'JSON Schema of task.completed', '{"type": "objct"');
    await expect(findings(page).getByRole('button', { name: /"type" must be/ })).toContainText('1:10');
    await app.hoverUntilShown(
      schema.getByText('"type"', { exact: true }),
      page.locator('.monaco-hover').getByText('The kind of the value'),
    );
  });

  await test.step('a change that breaks receivers is said while it is typed, with its place', async () => {
    await typeInstead(
      app,
      'JSON Schema of task.completed',
      '{"type": "object", "required": ["task"], "properties": {"task": {"type": "string"',
    );
    const changes = page.getByRole('region', { name: 'Changes since version 1.0' });
    await expect(changes).toContainText('4 breaking');
    await expect(changes.getByRole('button', { name: /"task" changed its type/ })).toBeVisible();
    await changes.getByRole('button', { name: /"task" changed its type/ }).click();
    await expect(schema.locator('.selected-text').first()).toBeVisible();
    await page.getByRole('button', { name: 'Publish…' }).click();
    await expect(page.getByRole('textbox', { name: 'Version' })).toHaveValue('2.0');
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('older versions are readable, and compared with any other', async () => {
    await app.tab('Versions').click();
    await expect(page.getByRole('region', { name: 'Changes from version 1.0 to draft' })).toContainText('4 breaking');
    await expect(app.editor('Schema of version 1.0 beside draft')).toContainText('completed_at');
  });

  await test.step('a schema made of the samples is shown before it is taken', async () => {
    await app.tab('Schema').click();
    await page.getByRole('button', { name: 'Infer from samples' }).click();
    await expect(app.editor('Schema made of the samples')).toContainText('completed_at');
    await page.getByRole('button', { name: 'Take this schema' }).click();
    await expect(schema).toContainText('completed_at');
  });
});

test('a new one takes the first name it is given, however the field is left; the window may be narrowed meanwhile', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'New event type' }).first().click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type('invoice.paid');
  await page.getByRole('tab', { name: /^Samples/ }).click();
  await expect(page.getByRole('tab', { name: 'invoice.paid', selected: true })).toBeVisible();
  await addSample(page, 'Paste…');
  const pasted = page.getByRole('textbox', { name: 'JSON of the payload' });
  await expect(pasted).toBeFocused();
  await page.keyboard.type('{"amount": 1.00}');
  await page.setViewportSize({ width: 900, height: 600 });
  await expect(pasted).toHaveValue('{"amount": 1.00}');
  await page.getByRole('button', { name: 'Add as sample' }).click();
  await expect(page.getByText('The schema was made of this sample.')).toBeVisible();
  await expect.poll(() => fileOf('invoice.paid')).toContain('"amount": 1.00');
  const { schema, examples } = JSON.parse(fileOf('invoice.paid'));
  expect(schema).toEqual({ type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] });
  expect(examples).toHaveLength(1);
});

test('renaming takes along what names it, and one undo brings it all back', async ({ page }) => {
  const app = await open(page);
  await page.getByRole('button', { name: 'More for this event type' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await expect(page.getByText('task-completed-live')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('task.done');
  await page.getByRole('button', { name: 'Rename to task.done' }).click();
  await expect(app.tab('task.done')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  const scenario = () => readFileSync(example.file('scenarios/task-completed.json'), 'utf8');
  expect(scenario()).toContain('"task.done"');
  await expect(page.getByText('0 problems')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.tab('task.completed')).toBeVisible();
  await expect.poll(scenario).toContain('"task.completed"');
});

test('a renamed sample takes its scenarios along', async ({ page }) => {
  const app = await open(page);
  await app.editor('Payload of Task done').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('oops');
  const name = page.getByRole('textbox', { name: 'Name of the sample' });
  await name.fill('Finished');
  await name.press('Enter');
  await expect(samples(page).first()).toHaveText('Finished');
  // What cannot be read yet goes along.
  await expect(app.editor('Payload of Finished')).toContainText('oops');
  const scenario = () => readFileSync(example.file('scenarios/task-completed-live.json'), 'utf8');
  await expect.poll(scenario).toContain('"sample": "Finished"');
  await expect(page.getByText('0 problems')).toBeVisible();
  // Taken back, the field has the old name too, and does not go on to ask for the new one.
  await samples(page).first().click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(samples(page).first()).toHaveText('Task done');
  await expect(name).toHaveValue('Task done');
  await expect.poll(scenario).toContain('"sample": "Task done"');
});

test('a field that a template reads is added to the schema from where it is read', async ({ page }) => {
  const app = await example.open(page);
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  await typeInstead(app, 'Body template', '{{ payload.project.budget | json }}');
  const body = app.editor('Body template');
  await expect(body.locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('F8');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget').getByText('Add "budget" to the schema of project.created').click();
  await expect.poll(() => fileOf('project.created')).toContain('"budget"');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => fileOf('project.created')).not.toContain('"budget"');
});

test('by the keyboard alone: a sample is added, typed and left', async ({ page }) => {
  const app = await open(page);
  await page.getByRole('button', { name: 'Add sample' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'Empty' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.editor('Payload of sample')).toBeVisible();
  await page.getByRole('listbox', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(app.editor('Payload of Task done')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await expect(samples(page)).toHaveCount(2);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no serious accessibility problem (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const app = await open(page);
    const check = async (part: string): Promise<void> => {
      expect(await seriousProblems(page), part).toEqual([]);
    };
    await expect(findings(page)).toContainText('Fits the schema.');
    await check('samples');
    await addSample(page, 'Paste…');
    await check('paste');
    await app.tab('Schema').click();
    await page.getByRole('button', { name: 'Publish…' }).click();
    await check('schema');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await app.tab('Versions').click();
    await expect(page.getByText('No change that a receiver could notice.')).toBeVisible();
    await check('versions');
    await app.tab('About').click();
    await expect(page.getByText('task-completed-live')).toBeVisible();
    await check('about');
    await page.getByRole('button', { name: 'Import and export' }).click();
    await page.getByRole('menuitem', { name: /^Import event types/ }).click();
    await check('import');
  });
}

test('a sample that does not fit its schema is among the problems, and Enter opens it at the place', async ({
  page,
}) => {
  await example.start();
  const file = example.file('event-types/task.completed.json');
  const eventType = JSON.parse(readFileSync(file, 'utf8')) as { examples: { payload: { task: object } }[] };
  const [, second] = eventType.examples;
  Object.assign(second?.payload.task ?? {}, { title: 5 });
  writeFileSync(file, JSON.stringify(eventType, null, 2));
  const app = await example.open(page);
  await page.getByRole('button', { name: '1 problem' }).click();
  const row = page.getByRole('listbox', { name: 'Problems' }).getByRole('option');
  await expect(row).toContainText('The sample "Large tracker id", /task/title: The value must be string. It is 5.');
  await row.dblclick();
  const editor = app.editor('Payload of Large tracker id');
  await expect(editor.locator('.selected-text').first()).toBeVisible();
  await page.keyboard.type('"Ship it"');
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
});
