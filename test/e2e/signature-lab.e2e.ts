import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { seriousProblems } from './page/accessibility.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('file');

async function openLab(page: Page, scheme: string): Promise<void> {
  const app = await example.open(page);
  await app.openView('Signatures');
  await app.openInList('Signature schemes', scheme);
  // The window remembers which section was open last.
  await page.getByRole('tab', { name: 'Verify', exact: true }).click();
}

/** Keeps the page's calls of one command from the engine until the function that it gives is called. */
async function holdQuestion(page: Page, command: string): Promise<() => Promise<void>> {
  await page.addInitScript((name) => {
    type Post = (this: unknown, sent: { kind?: string; text?: string }, ...rest: unknown[]) => void;
    const prototype = Reflect.get(Reflect.get(globalThis, 'Worker'), 'prototype') as { postMessage: Post };
    const post = prototype.postMessage;
    let held: (() => void)[] | null = [];
    // What the page says to the engine is JSON text by then.
    const isHeld = ({ kind, text }: { kind?: string; text?: string }) =>
      kind === 'send' && text !== undefined && JSON.parse(text).name === name;
    prototype.postMessage = function (sent, ...rest) {
      const send = () => post.call(this, sent, ...rest);
      if (held !== null && isHeld(sent)) held.push(send);
      else send();
    };
    Reflect.set(globalThis, 'releaseHeldQuestions', () => {
      for (const send of held ?? []) send();
      held = null;
    });
  }, command);
  return () => page.evaluate(() => Reflect.get(globalThis, 'releaseHeldQuestions')());
}

async function verify(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
}

test('a signature is verified, broken, explained and mended', async ({ page }) => {
  await openLab(page, 'Stripe');
  await page.getByRole('button', { name: 'Show me a signed request' }).click();
  await expect(page.getByRole('region', { name: 'Looks like' }).getByText('Chosen')).toBeVisible();
  await verify(page);
  await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();

  const body = page.getByLabel('Body', { exact: true });
  const signed = await body.inputValue();
  const steps = page.getByRole('region', { name: 'Step by step' });
  await test.step('spaces that were not signed are found, with the first byte', async () => {
    await body.fill(signed.replaceAll('":', '": '));
    await expect(page.getByText('Verify again')).toBeVisible();
    await verify(page);
    await expect(page.getByText('Signature does not match', { exact: true })).toBeVisible();
    const why = page.getByRole('region', { name: 'Why it fails' });
    await expect(why.getByRole('heading', { name: '1. The JSON was signed without spaces' })).toBeVisible();
    await expect(why.locator('mark').first()).toBeVisible();
    await expect(steps.getByRole('img', { name: /within the tolerance/ })).toBeVisible();
  });
  await test.step('a part of the signed content leads to its field', async () => {
    await steps.getByRole('button', { name: /\{timestamp\}/ }).click();
    await steps.getByRole('button', { name: 'Show where it came from' }).click();
    const headers = page.getByLabel('Headers', { exact: true });
    await expect(headers).toBeFocused();
    const selected = await headers.evaluate((field) => {
      const [start, end] = [Reflect.get(field, 'selectionStart'), Reflect.get(field, 'selectionEnd')];
      return String(Reflect.get(field, 'value')).slice(Number(start), Number(end));
    });
    expect(selected).toMatch(/^Stripe-Signature: t=\d+,v1=/);
  });
  await test.step('mended, it verifies again', async () => {
    await body.fill(signed);
    await verify(page);
    await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Why it fails' })).toBeHidden();
  });
  await test.step('an older key is tried too', async () => {
    const key = await page.getByLabel('Key', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Add an older key' }).click();
    await page.getByLabel('Older key 1').fill(key);
    await page.getByLabel('Key', { exact: true }).fill('whsec_another');
    await verify(page);
    await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();
    await expect(page.getByText('Matched: Older key 1.')).toBeVisible();
  });
});

test('a press on Verify is not lost when the scheme is recognised while the button is down', async ({ page }) => {
  const releaseQuestion = await holdQuestion(page, 'signatures.recognise');
  await openLab(page, 'Stripe');
  await page.getByRole('button', { name: 'Show me a signed request' }).click();
  const button = page.getByRole('button', { name: 'Verify', exact: true });
  await expect(button).toBeEnabled();
  await button.hover();
  await page.mouse.down();
  const recognised = page.getByRole('region', { name: 'Looks like' });
  await expect(recognised).toBeHidden();
  await releaseQuestion();
  await expect(recognised).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();
});

test('what is pasted is read, or refused with its place, and its scheme is recognised', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLab(page, 'Stripe');
  const paste = page.getByLabel('Paste a request');
  await paste.fill('{"headers": nonsense}');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByText(/^Line 1/)).toBeVisible();

  await paste.fill('');
  await page.evaluate(() =>
    Reflect.get(globalThis, 'navigator').clipboard.writeText(
      `curl -X POST https://example.test/hook -H 'X-Hub-Signature-256: sha256=${'0'.repeat(64)}' -d '{"a":1}'`,
    ),
  );
  await paste.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByText(/Read as a cURL command/)).toBeVisible();
  await expect(page.getByLabel('Body', { exact: true })).toHaveValue('{"a":1}');
  await page.getByRole('button', { name: 'Choose GitHub (SHA-256)' }).click();
  await expect(page.getByRole('combobox', { name: 'Scheme' })).toHaveValue('GitHub (SHA-256)');
});

test('a key is made, signs a request, and the request verifies', async ({ page }) => {
  await openLab(page, 'Stripe');
  await page.getByRole('tab', { name: 'Keys', exact: true }).click();
  await page.getByLabel('Key', { exact: true }).fill('secret');
  await expect(page.getByText(/placeholder/)).toBeVisible();
  await page.getByRole('button', { name: 'Generate a key', exact: true }).click();
  await page.getByRole('button', { name: 'Use it to sign' }).click();
  await page.getByRole('button', { name: 'Fill in an example' }).click();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('button', { name: 'Verify it' }).click();
  await verify(page);
  await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();
});

test('the negative suite is fired at a receiver, and at nothing but this machine', async ({ page }) => {
  await openLab(page, 'Knock webhook channel');
  await page.getByRole('tab', { name: 'Negative suite', exact: true }).click();
  await page.getByLabel('Signing key').fill('another-key');
  await page.getByLabel('URL', { exact: true }).fill('https://example.test/hook');
  await page.getByRole('button', { name: 'Run the suite' }).click();
  await expect(page.getByText(/fired at this machine only/)).toBeVisible();

  await page.getByRole('button', { name: /A URL on this machine/ }).click();
  await page.getByRole('option', { name: /prod/i }).first().click();
  await expect(page.getByText('The key that “Production: accepts” verifies with.')).toBeVisible();
  await page.getByRole('button', { name: 'Run the suite' }).click();
  const cases = page.getByRole('region', { name: 'Cases' });
  await expect(page.getByRole('button', { name: 'Copy the report' })).toBeVisible({ timeout: 30_000 });
  // This receiver records what does not verify and accepts it all the same: that is what the suite is to find.
  await expect(cases.getByRole('row', { name: /^A valid request/ })).toContainText('Pass');
  await expect(cases.getByRole('row', { name: /^No signature/ })).toContainText('anybody can send here');
  for (const [format, begin] of [
    ['JUnit XML', '<?xml version="1.0"'],
    ['JSON', '{\n  "scheme": "Knock webhook channel"'],
    ['Markdown', '# Negative suite: Knock webhook channel'],
  ] as const) {
    await page.getByRole('button', { name: 'Save the report' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: format, exact: true }).click();
    const file = await (await saving).path();
    expect((await readFile(file, 'utf8')).startsWith(begin), format).toBe(true);
  }
});

test('the negative suite signs a request of my own', async ({ page }) => {
  const bodies: string[] = [];
  const server = createServer((incoming, response) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    incoming.on('end', () => {
      bodies.push(text);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await openLab(page, 'Stripe');
    await page.getByRole('tab', { name: 'Negative suite', exact: true }).click();
    await page.getByLabel('Signing key').fill('whsec_of_my_own_0123456789');
    await page.getByLabel('URL', { exact: true }).fill(`http://127.0.0.1:${port}/mine?a=1`);
    await page.getByText('Sign a request of my own').click();
    await page.getByLabel('Headers', { exact: true }).fill('nonsense');
    await expect(page.getByText('Line 1 is not "name: value".')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run the suite' })).toBeDisabled();
    await page.getByLabel('Headers', { exact: true }).fill('content-type: application/json');
    await page.getByLabel('Body', { exact: true }).fill('{"mine":true}');
    await page.getByRole('button', { name: 'Run the suite' }).click();
    await expect(page.getByText(/^(\d+) of \1 cases:/)).toBeVisible({ timeout: 30_000 });
    expect(bodies[0]).toBe('{"mine":true}');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('a search for the cause can be stopped', async ({ page }) => {
  await openLab(page, 'Stripe');
  await page.getByRole('button', { name: 'Show me a signed request' }).click();
  const body = page.getByLabel('Body', { exact: true });
  await expect(body).not.toHaveValue('');
  // Large enough that the search takes seconds, and nothing that it knows gives the signature.
  const rows = Array.from({ length: 4000 }, (_, id) => ({ id, text: 'é "quoted" / text' }));
  await body.fill(JSON.stringify({ rows }));
  await verify(page);
  await expect(page.getByText(/ tried\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText(/^Stopped after /)).toBeVisible();
});

test('bad input is named', async ({ page }) => {
  await openLab(page, 'Stripe');
  const judge = async (headers: string, text: string, key = 'whsec_some_key') => {
    await page.getByLabel('Headers', { exact: true }).fill(headers);
    await page.getByLabel('Body', { exact: true }).fill(text);
    await page.getByLabel('Key', { exact: true }).fill(key);
    await verify(page);
  };
  const verdict = page.getByRole('region', { name: 'Verdict' });
  const good = `stripe-signature: t=1700000000,v1=${'a'.repeat(64)}`;
  for (const [headers, text, key, words] of [
    ['content-type: text/plain', '{}', 'k', 'There is no Stripe-Signature header'],
    [good, '{}', '', 'Key is empty'],
    ['stripe-signature: t=1,v1=a;,,=', '{}', 'k', 'Signature header malformed'],
    ['stripe-signature: t=1,v1=aa\nstripe-signature: t=2,v1=bb', '{}', 'k', 'different timestamps'],
    ['stripe-signature: t=soon,v1=aa', '{}', 'k', 'it has to be Unix seconds'],
    [good, '', 'k', 'Signature does not match'],
    [good, `{"a":"${'x'.repeat(1_100_000)}"}`, 'k', 'Signature does not match'],
  ] as const) {
    await judge(headers, text, key);
    await expect(verdict).toContainText(words);
  }
  await page.getByLabel('Body', { exact: true }).fill('');
  await expect(page.getByText('The body is empty, and is judged as such.')).toBeVisible();

  await page.getByLabel('Paste a request').fill(har(['{"n":1}', '{"n":2}']));
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: /Request in the HAR/ }).click();
  await page.getByRole('option').nth(1).click();
  await expect(page.getByLabel('Body', { exact: true })).toHaveValue('{"n":2}');
});

function har(bodies: readonly string[]): string {
  const entries = bodies.map((text, index) => ({
    request: {
      method: 'POST',
      url: `https://example.test/${index}`,
      headers: [{ name: 'content-type', value: 'application/json' }],
      postData: { mimeType: 'application/json', text },
    },
  }));
  return JSON.stringify({ log: { version: '1.2', creator: { name: 't', version: '1' }, entries } });
}

test('a body that is no text is pasted with its bytes, and says so until it is edited', async ({ page }) => {
  await openLab(page, 'Stripe');
  const bytes = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x80, 0x22, 0x7d, 0x0a]);
  const postData = { mimeType: 'application/octet-stream', text: bytes.toString('base64'), encoding: 'base64' };
  const entry = { request: { method: 'POST', url: 'https://example.test/b', headers: [], postData } };
  const log = { version: '1.2', creator: { name: 't', version: '1' }, entries: [entry] };
  await page.getByLabel('Paste a request').fill(JSON.stringify({ log }));
  await page.getByRole('button', { name: 'Read it' }).click();
  const note = page.getByText(/^The exact 8 B that were received are not UTF-8 text/);
  await expect(note).toBeVisible();
  const body = page.getByLabel('Body', { exact: true });
  await expect(body).toHaveValue('{"\uFFFD\uFFFD\uFFFD"}\n');
  await body.fill('{"text":1}');
  await expect(note).toBeHidden();
});

test('what was received or sent is taken, with its scheme and its key', async ({ page }) => {
  const app = await example.open(page);
  await app.runScenario('A task is completed');
  await expect(page.getByText('5 of 5 met')).toBeVisible({ timeout: 30_000 });
  await openLab(page, 'Stripe');
  const scheme = page.getByRole('combobox', { name: 'Scheme', exact: true });
  await page.getByRole('button', { name: /Captured request/ }).click();
  await page
    .getByRole('option', { name: /^prod-hook/ })
    .first()
    .click();
  await expect(scheme).toHaveValue('Knock webhook channel');
  await verify(page);
  await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();

  await page.getByLabel('Body', { exact: true }).fill('{}');
  await page.getByRole('button', { name: /Sent from here/ }).click();
  await page
    .getByRole('option', { name: /^Production, attempt 1/ })
    .first()
    .click();
  await expect(page.getByLabel('Body', { exact: true })).not.toHaveValue('{}');
  await verify(page);
  await expect(page.getByText('Signature valid', { exact: true })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious accessibility violation in the lab, ${colorScheme}`, async ({ browser }) => {
    // Six pages are analysed, each with some hundred nodes.
    test.setTimeout(150_000);
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await openLab(page, 'Stripe');
    await page.getByRole('button', { name: 'Show me a signed request' }).click();
    const body = page.getByLabel('Body', { exact: true });
    await expect(body).not.toHaveValue('');
    await body.fill(`${await body.inputValue()}\n`);
    await verify(page);
    await expect(page.getByRole('region', { name: 'Why it fails' })).toBeVisible();
    expect(await seriousProblems(page), 'Verify').toEqual([]);
    for (const name of ['Scheme', 'Sign', 'Keys', 'Verifier code', 'Negative suite']) {
      await page.getByRole('tab', { name, exact: true }).click();
      expect(await seriousProblems(page), name).toEqual([]);
    }
    await context.close();
  });
}
