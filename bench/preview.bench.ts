import { execFileSync } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { median, percentile, printGoal, printRows } from './support/figures.ts';
import { installProbe, type KeyLatency, latenciesOf, readProbe } from './support/key-latency.ts';
import { inProject } from './support/processes.ts';
import { seededRandom } from './support/seeded-random.ts';
import { serveExample } from './support/served-app.ts';

/**
 * From a key to the frame that shows the new render: the channel studio of the built app (editor, engine in another
 * process, preview pane) against a bare page that mirrors a text field into a `<pre>`. Both wait for the display's next
 * frame, which at 60 frames a second costs up to 16.7 ms when one was painted just before the key.
 */
const rounds = 2;
/** Between keys, drawn evenly: a fast typist. A fixed pace would fall in step with the editor's own timers. */
const keyDelayMs = { least: 60, most: 140 };
// Different at every length, and inside a JSON string, so that every prefix renders to a valid body.
const typed = 'The quick brown fox jumps over the lazy dog while 12 webhooks wait for it';

async function typeWatched(page: Page, selector: string): Promise<KeyLatency[]> {
  await page.evaluate(installProbe, { selector, text: typed, keyCount: typed.length });
  const random = seededRandom(1);
  for (const character of typed) {
    await page.keyboard.press(character === ' ' ? 'Space' : character);
    await page.waitForTimeout(keyDelayMs.least + random() * (keyDelayMs.most - keyDelayMs.least));
  }
  await page.waitForTimeout(500);
  return latenciesOf(await page.evaluate(readProbe), typed.length);
}

async function measureBare(page: Page): Promise<KeyLatency[]> {
  await page.setContent(`<textarea></textarea><pre></pre><script>
    const field = document.querySelector('textarea');
    field.addEventListener('input', () => { document.querySelector('pre').textContent = field.value; });
  </script>`);
  await page.locator('textarea').focus();
  return typeWatched(page, 'pre');
}

async function measureStudio(page: Page, url: string): Promise<KeyLatency[]> {
  await page.goto(url);
  await page.getByRole('navigation').getByRole('button', { name: 'Channels', exact: true }).click();
  await page
    .getByRole('region', { name: 'Channels', exact: true })
    .first()
    .getByText('Customer webhook')
    .first()
    .click();
  const preview = page.getByRole('region', { name: 'Preview', exact: true });
  await preview.getByText('x-webhook-signature').first().waitFor();
  await page.locator('[data-code-editor="Body template"]').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.insertText('"note": "",');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await preview.getByText('"note"').first().waitFor();
  return typeWatched(page, 'section[aria-label="Preview"]');
}

const executablePath = execFileSync(process.execPath, [inProject('scripts/obtain-browser.mjs')], {
  encoding: 'utf8',
}).trim();
if (executablePath === '') {
  console.log('skipped: there is no Chromium on this machine');
} else {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const studio: KeyLatency[][] = [];
  const bare: KeyLatency[][] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const app = await serveExample();
      try {
        bare.push(await measureBare(await context.newPage()));
        studio.push(await measureStudio(await context.newPage(), app.url));
      } finally {
        await context.close();
        await app.stop();
      }
    }
  } finally {
    await browser.close();
  }
  report(studio, bare);
}

function report(studio: KeyLatency[][], bare: KeyLatency[][]): void {
  const p = (rows: KeyLatency[][], share: number, of: keyof KeyLatency) =>
    median(
      rows.map((round) =>
        percentile(
          round.map((key) => key[of]),
          share,
        ),
      ),
    );
  const row = (name: string, rows: KeyLatency[][]) => [
    name,
    ...(['changedMs', 'paintedMs'] as const).flatMap((of) => [
      p(rows, 0.5, of).toFixed(1),
      p(rows, 0.95, of).toFixed(1),
    ]),
  ];
  printRows(
    [`${typed.length} keys, ${rounds} rounds`, 'changed p50 ms', 'p95', 'painted p50 ms', 'p95'],
    [row('bare page, text field into <pre>', bare), row('channel studio, engine in its own process', studio)],
  );
  const ratio = p(studio, 0.95, 'paintedMs') / p(bare, 0.95, 'paintedMs');
  console.log(`painted p95 ÷ bare: ${ratio.toFixed(2)}`);
  printGoal('key → painted preview, p95 ms', { value: p(studio, 0.95, 'paintedMs'), limit: 20, kind: 'below' });
}
