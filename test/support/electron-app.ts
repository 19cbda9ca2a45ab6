import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { copyExample } from './example-copy.ts';
import { containerSwitches, electronProgram, projectRoot } from './find-electron.ts';

export interface TestFolders {
  userData: string;
  workspace: string;
  remove(): void;
}

/** A user data folder and a copy of the example workspace for one test; its receivers have a port of their own. */
export async function makeTestFolders(): Promise<TestFolders> {
  const { folder, workspacePath } = await copyExample();
  return {
    userData: join(folder, 'user-data'),
    workspace: workspacePath,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
}

/** What `held-app.cjs` adds to the main process. */
interface HeldApp {
  releaseApp(): void;
}

/** Starts the built app in a real Electron; `workspace` null = let it choose as on a user's machine. */
export async function launchElectronApp(
  userData: string,
  workspace: string | null,
  environment: Record<string, string> = {},
): Promise<LaunchedApp> {
  const executablePath = electronProgram();
  if (executablePath === null) throw new Error('No Electron runtime; see electronProblem()');
  const app = await _electron.launch({
    executablePath,
    args: [...containerSwitches, join(projectRoot, 'test/support/held-app.cjs')],
    env: {
      ...definedVariables(process.env),
      ...environment,
      HOOKBENCH_USER_DATA: userData,
      ...(workspace === null ? {} : { HOOKBENCH_WORKSPACE: workspace }),
    },
  });
  await app.evaluate(() => (globalThis as unknown as HeldApp).releaseApp());
  return { app, page: await app.firstWindow() };
}

function definedVariables(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
