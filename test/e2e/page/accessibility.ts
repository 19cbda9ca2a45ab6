import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds in the page as it stands, serious and worse: `rule: the first element`. Monaco's own surface is left to its
 * authors; it has a screen reader mode of its own. So are the pictures that React Aria's live announcer has read out by
 * their labels, which may be gone by the time axe looks at them.
 */
export async function seriousProblems(page: Page): Promise<string[]> {
  const builder = new AxeBuilder({ page })
    .exclude('.monaco-editor')
    .exclude('[data-live-announcer]')
    .options({ resultTypes: ['violations'] });
  // We embed no frames, so axe needs no blank page beside ours: half the time, and Electron could not open one.
  const { violations } = await builder.setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
