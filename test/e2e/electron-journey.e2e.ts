import { test } from '@playwright/test';
import { launchElectronApp, makeTestFolders } from '../support/electron-app.ts';
import { electronProblem } from '../support/find-electron.ts';
import { expectEverythingThere, playMainJourney } from './page/main-journey.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

test('the main job in the desktop app, over a restart', async () => {
  test.setTimeout(90_000);
  const folders = await makeTestFolders();
  try {
    for (const play of [playMainJourney, expectEverythingThere]) {
      const { app, page } = await launchElectronApp(folders.userData, folders.workspace);
      try {
        await play(page);
      } finally {
        await app.close();
      }
    }
  } finally {
    folders.remove();
  }
});
