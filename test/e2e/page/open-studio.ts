import { expect, type Page } from '@playwright/test';
import type { AppPage } from './app-page.ts';
import type { ServedExample } from './serve-example.ts';

/** Opens the served app at the example's channel, its first preview shown. */
export async function openStudio(page: Page, example: ServedExample): Promise<AppPage> {
  const app = await example.open(page);
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('Valid JSON')).toBeVisible();
  return app;
}
