import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { serveBareMonaco } from './support/bare-monaco.ts';
import { percentile, printGoal, printRows } from './support/figures.ts';
import { installProbe, type KeyLatency, latenciesOf, readProbe } from './support/key-latency.ts';
import { noteLongTasks, readLongTasks } from './support/long-tasks.ts';
import { inProject } from './support/processes.ts';
import { seededRandom } from './support/seeded-random.ts';
import { serveExample } from './support/served-app.ts';

/**
 * The channel studio with templates of three sizes: from a key to the squiggle it causes and to the preview of it, both as
 * the document changes (`changed`) and painted, beside bare Monaco that marks and mirrors its own text without any engine.
 * The first keys after opening are told apart: the page and the engine compile what they do while these are typed. The goals
 * are for those that follow.
 */
const sizes = [
  { name: '1 KB', bytes: 1_000, keys: 96, limitMs: 16, pauseMs: 80 },
  { name: '100 KB', bytes: 100_000, keys: 72, limitMs: 50, pauseMs: 400 },
  { name: '1 MB', bytes: 1_000_000, keys: 48, limitMs: 200, pauseMs: 1200 },
];
/** An even number: every other key makes a mistake. */
const firstKeys = 24;
const typed = 'The quick brown fox jumps over the lazy dog while 12 webhooks wait for it, and so does whoever sent it';
/** Added to each pause, so that the keys do not fall in step with the editor's own timers. */
const unevenMs = 80;

interface Pace {
  keys: number;
  pauseMs: number;
}

interface Figures {
  openMs: number;
  preview: KeyLatency[];
  squiggle: KeyLatency[];
  longTasks: number[];
}

/** The first line is typed into; the second holds what becomes a mistake and is mended again. */
function templateOf(bytes: number): string {
  const line = (index: number) => `  "line${index}": {{ data.payload.project.name | json }},\n`;
  const head = '{"note": "",\n  "marked": {{ data.eventType | json }},\n';
  const count = Math.max(1, Math.floor((bytes - head.length) / line(10_000).length));
  return `${head}${Array.from({ length: count }, (_, index) => line(index)).join('')}  "end": 1\n}\n`;
}

async function pressAll(page: Page, keys: readonly string[], pauseMs: number): Promise<KeyLatency[]> {
  const random = seededRandom(1);
  // Long templates are answered slower than one types: the pace leaves room, so that each key can be told apart.
  for (const key of keys) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.waitForTimeout(pauseMs + random() * unevenMs);
  }
  await page.waitForTimeout(1500);
  return latenciesOf(await page.evaluate(readProbe), keys.length);
}

async function measureKeys(page: Page, place: { body: string; preview: string }, { keys: keyCount, pauseMs }: Pace) {
  await page.locator(place.body).click({ position: { x: 300, y: 20 } });
  await page.keyboard.press('ControlOrMeta+Home');
  await page.evaluate(noteLongTasks);
  for (let step = 0; step < '{"note": "'.length; step += 1) await page.keyboard.press('ArrowRight');
  await page.evaluate(installProbe, { selector: place.preview, text: typed, keyCount });
  const preview = await pressAll(page, [...typed.slice(0, keyCount)], pauseMs);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  for (let step = 0; step < ' }},'.length; step += 1) await page.keyboard.press('ArrowLeft');
  const selector = `${place.body} .squiggly-error`;
  await page.evaluate(installProbe, { selector, isToggled: true as const, keyCount });
  const keys = Array.from({ length: keyCount }, (_, index) => (index % 2 === 0 ? 'x' : 'Backspace'));
  const squiggle = await pressAll(page, keys, pauseMs);
  return { preview, squiggle, longTasks: await page.evaluate(readLongTasks) };
}

async function measureStudio(context: BrowserContext, text: string, pace: Pace): Promise<Figures> {
  const app = await serveExample((workspace) =>
    writeFile(join(workspace, 'channels/customer-webhook/body.liquid'), text),
  );
  try {
    const page = await context.newPage();
    await page.goto(app.url);
    await page.getByRole('navigation').getByRole('button', { name: 'Channels', exact: true }).click();
    const list = page.getByRole('region', { name: 'Channels', exact: true }).first();
    const entry = list.getByText('Customer webhook').first();
    await entry.waitFor();
    const startedAt = performance.now();
    await entry.click();
    await page.locator('[data-code-editor="Body template"] .view-line').first().waitFor();
    const openMs = performance.now() - startedAt;
    const preview = page.getByRole('region', { name: 'Preview', exact: true });
    await preview.getByText('"note"').first().waitFor();
    await page.waitForTimeout(2000);
    const place = { body: '[data-code-editor="Body template"]', preview: 'section[aria-label="Preview"] pre' };
    const figures = await measureKeys(page, place, pace);
    await page.close();
    return { openMs, ...figures };
  } finally {
    await app.stop();
  }
}

async function measureBare(context: BrowserContext, text: string, pace: Pace): Promise<Figures> {
  const bare = await serveBareMonaco(text);
  try {
    const page = await context.newPage();
    const startedAt = performance.now();
    await page.goto(bare.url);
    await page.locator('.view-line').first().waitFor();
    const openMs = performance.now() - startedAt;
    const figures = await measureKeys(page, { body: '.monaco-editor', preview: '#mirror' }, pace);
    await page.close();
    return { openMs, ...figures };
  } finally {
    await bare.stop();
  }
}

/** Of the keys from `from` on, up to `to`. */
function between({ preview, squiggle, ...rest }: Figures, from: number, to?: number): Figures {
  return { ...rest, preview: preview.slice(from, to), squiggle: squiggle.slice(from, to) };
}

function row(name: string, { openMs, preview, squiggle, longTasks }: Figures): string[] {
  const figure = (keys: KeyLatency[], of: keyof KeyLatency, share: number) =>
    percentile(
      keys.map((key) => key[of]),
      share,
    ).toFixed(1);
  const cells = [squiggle, preview].flatMap((keys) => [
    `${figure(keys, 'changedMs', 0.5)} / ${figure(keys, 'changedMs', 0.95)}`,
    `${figure(keys, 'paintedMs', 0.5)} / ${figure(keys, 'paintedMs', 0.95)}`,
  ]);
  const longest = longTasks.length === 0 ? '' : `, up to ${Math.max(...longTasks).toFixed(0)} ms`;
  return [name, ...cells, openMs.toFixed(0), `${longTasks.length}${longest}`];
}

const executablePath = execFileSync(process.execPath, [inProject('scripts/obtain-browser.mjs')], {
  encoding: 'utf8',
}).trim();
if (executablePath === '') console.log('skipped: there is no Chromium on this machine');
else await run();

async function run(): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const rows: string[][] = [];
  const goals: { name: string; value: number; limit: number }[] = [];
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    for (const { name, bytes, limitMs, ...pace } of sizes) {
      const text = templateOf(bytes);
      const all = await measureStudio(context, text, pace);
      const studio = between(all, firstKeys);
      const bare = await measureBare(context, text, { ...pace, pauseMs: 80 });
      rows.push(row(`bare Monaco, ${name}`, between(bare, firstKeys)));
      rows.push(row(`channel studio, ${name}`, studio));
      rows.push(row(`  its first ${firstKeys} keys`, between(all, 0, firstKeys)));
      for (const [what, keys] of [
        ['squiggle', studio.squiggle],
        ['preview', studio.preview],
      ] as const) {
        const value = percentile(
          keys.map(({ paintedMs }) => paintedMs),
          0.95,
        );
        goals.push({ name: `${name}: key → ${what} painted, p95 ms`, value, limit: limitMs });
      }
      const longest = Math.max(0, ...studio.longTasks);
      goals.push({ name: `${name}: longest task of the main thread, ms`, value: longest, limit: 50 });
    }
  } finally {
    await browser.close();
  }
  printRows(
    ['p50 / p95 in ms', 'squiggle changed', 'painted', 'preview changed', 'painted', 'open', 'tasks above 50 ms'],
    rows,
  );
  for (const { name, value, limit } of goals) printGoal(name, { value, limit, kind: 'below' });
}
