import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { makeServedFolders, type ServedApp, type ServedFolders, serveApp } from '../../support/served-app.ts';
import { AppPage } from './app-page.ts';

/** A copy of the example workspace, served in a process of its own. */
export interface ServedExample {
  /** Path of a file of the copy. */
  file(path: string): string;
  /** Path of a file of the data folder, such as `session.json`. */
  dataFile(path: string): string;
  /** Serves it, if it is not served yet; files that are changed before are there from the beginning. */
  start(): Promise<void>;
  /** The app in a page, once it has talked to the engine; starts it where it has to. */
  open(page: Page): Promise<AppPage>;
  stop(): Promise<void>;
  /** Ends it as a crash does; `open` starts it again on the same folders. */
  kill(): Promise<void>;
}

/** For each test, or for all of a file: made before, ended and removed after. To be called beside the tests. */
export function serveExample(
  lifetime: 'test' | 'file',
  environmentVariables: Record<string, string> = {},
): ServedExample {
  let folders: ServedFolders;
  let served: ServedApp | null = null;
  const make = async (): Promise<void> => {
    folders = await makeServedFolders();
  };
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    await served?.[how]();
    served = null;
  };
  const start = async (): Promise<ServedApp> => {
    served ??= await serveApp(folders, environmentVariables);
    return served;
  };
  const remove = async (): Promise<void> => {
    await end('stop');
    folders.remove();
  };
  if (lifetime === 'test') {
    test.beforeEach(make);
    test.afterEach(remove);
  } else {
    test.beforeAll(make);
    test.afterAll(remove);
  }
  return {
    file: (path) => join(folders.workspace, path),
    dataFile: (path) => join(folders.data, path),
    async start() {
      await start();
    },
    async open(page) {
      await page.goto((await start()).url);
      const app = new AppPage(page);
      await app.isReady();
      return app;
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
}
