import type { AppPage } from './app-page.ts';

/** What a crash may cost: only what was typed in the last second before it. */
const mayBeLostMs = 1000;

/** Enough to tell a text that was kept from one that was not, however slowly a busy machine takes the keys. */
const keptCount = 12;

/**
 * Types into a code editor, in place of what is there, without a pause until `crash` is called: two and a half seconds
 * after the first key, or once enough was typed that must be kept. Gives what must be kept.
 */
export async function typeUntil(app: AppPage, label: string, crash: () => Promise<void>): Promise<string> {
  await app.editor(label).click();
  await app.page.keyboard.press('ControlOrMeta+a');
  await app.page.keyboard.press('Delete');
  const keys: { at: number; text: string }[] = [];
  const startedAt = performance.now();
  const mustBeKept = () => keys.filter(({ at }) => at < performance.now() - mayBeLostMs);
  while (performance.now() - startedAt < 2500 || mustBeKept().length < keptCount) {
    const digit = String(keys.length % 10);
    await app.page.keyboard.press(digit);
    keys.push({ at: performance.now(), text: digit });
  }
  const kept = mustBeKept();
  await crash();
  return kept.map(({ text }) => text).join('');
}
