import { execFileSync } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { printGoal, printRows } from './support/figures.ts';
import type { KeyLatency } from './support/key-latency.ts';
import { inProject } from './support/processes.ts';
import { serveExample } from './support/served-app.ts';
import { latencyOf, latencyRow, typed, typeIntoStudio, typeWatched } from './support/typed-preview.ts';

/**
 * From a key to the frame that shows the new render: the channel studio of the built app (editor, engine in another
 * process, preview pane) against a bare page that mirrors a text field into a `<pre>`. Both wait for the display's next
 * frame, which at 60 frames a second costs up to 16.7 ms when one was painted just before the key.
 */
const rounds = 2;

async function measureBare(page: Page): Promise<KeyLatency[]> {
  await page.setContent(`<textarea></textarea><pre></pre><script>
    const field = document.querySelector('textarea');
    field.addEventListener('input', () => { document.querySelector('pre').textContent = field.value; });
  </script>`);
  await page.locator('textarea').focus();
  return typeWatched(page, 'pre');
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
        const page = await context.newPage();
        await page.goto(app.url);
        studio.push(await typeIntoStudio(page));
      } finally {
        await context.close();
        await app.stop();
      }
    }
  } finally {
    await browser.close();
  }
  printRows(
    [`${typed.length} keys, ${rounds} rounds`, 'changed p50 ms', 'p95', 'painted p50 ms', 'p95'],
    [
      latencyRow('bare page, text field into <pre>', bare),
      latencyRow('channel studio, engine in its own process', studio),
    ],
  );
  const paintedMs = latencyOf(studio, 0.95, 'paintedMs');
  console.log(`painted p95 ÷ bare: ${(paintedMs / latencyOf(bare, 0.95, 'paintedMs')).toFixed(2)}`);
  printGoal('key → painted preview, p95 ms', { value: paintedMs, limit: 20, kind: 'below' });
}
