import { expect, type Page } from '@playwright/test';
import { AppPage } from './app-page.ts';

/** Opens the served app at the example's channel, its first preview shown. */
export async function openStudio(page: Page, url: string): Promise<AppPage> {
  await page.goto(url);
  const app = new AppPage(page);
  await app.isReady();
  await app.openView('Channels');
  await app.openInList('Channels', 'Customer webhook');
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('Valid JSON')).toBeVisible();
  return app;
}
