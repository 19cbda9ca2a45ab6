import type { Page } from '@playwright/test';
import { median, percentile } from './figures.ts';
import { installProbe, type KeyLatency, latenciesOf, readProbe } from './key-latency.ts';
import { seededRandom } from './seeded-random.ts';

/** Between keys, drawn evenly: a fast typist. A fixed pace would fall in step with the editor's own timers. */
const keyDelayMs = { least: 60, most: 140 };
/** Different at every length, and inside a JSON string, so that every prefix renders to a valid body. */
export const typed = 'The quick brown fox jumps over the lazy dog while 12 webhooks wait for it';

/** Types into what has the focus, until all of it shows in the element. */
export async function typeWatched(page: Page, selector: string): Promise<KeyLatency[]> {
  await page.evaluate(installProbe, { selector, text: typed, keyCount: typed.length });
  const random = seededRandom(1);
  for (const character of typed) {
    await page.keyboard.press(character === ' ' ? 'Space' : character);
    await page.waitForTimeout(keyDelayMs.least + random() * (keyDelayMs.most - keyDelayMs.least));
  }
  await page.waitForTimeout(500);
  return latenciesOf(await page.evaluate(readProbe), typed.length);
}

/** Opens the example's channel in an app that has just started, and types into its body. */
export async function typeIntoStudio(page: Page): Promise<KeyLatency[]> {
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

/** The median over the rounds of a share of each round's keys, in milliseconds. */
export function latencyOf(rounds: readonly KeyLatency[][], share: number, of: keyof KeyLatency): number {
  return median(
    rounds.map((round) =>
      percentile(
        round.map((key) => key[of]),
        share,
      ),
    ),
  );
}

/** `name`, then p50 and p95 of the change and of the paint. */
export function latencyRow(name: string, rounds: readonly KeyLatency[][]): string[] {
  const figures = (['changedMs', 'paintedMs'] as const).flatMap((of) =>
    [0.5, 0.95].map((share) => latencyOf(rounds, share, of).toFixed(1)),
  );
  return [name, ...figures];
}
