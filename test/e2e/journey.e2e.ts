import { test } from '@playwright/test';
import { expectEverythingThere, playMainJourney } from './page/main-journey.ts';
import { serveExample } from './page/serve-example.ts';

const example = serveExample('test');

test('the main job in the browser, over a restart', async ({ page }) => {
  test.setTimeout(90_000);
  await example.open(page);
  await playMainJourney(page);
  await example.stop();
  await example.open(page);
  await expectEverythingThere(page);
});
