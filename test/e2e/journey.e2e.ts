import { test } from '@playwright/test';
import { makeServedFolders, serveApp } from '../support/served-app.ts';
import { expectEverythingThere, playMainJourney } from './page/main-journey.ts';

test('the main job in the browser, over a restart', async ({ page }) => {
  test.setTimeout(90_000);
  const folders = await makeServedFolders();
  try {
    const first = await serveApp(folders);
    try {
      await page.goto(first.url);
      await playMainJourney(page);
    } finally {
      await first.stop();
    }
    const second = await serveApp(folders);
    try {
      await page.goto(second.url);
      await expectEverythingThere(page);
    } finally {
      await second.stop();
    }
  } finally {
    folders.remove();
  }
});
