import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/support/find-browser.ts';
import { containerSwitches } from './test/support/find-electron.ts';

const browser = findBrowser();
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/artifacts',
  // Two cores, real engines and real ports: one at a time.
  workers: 1,
  // A shared machine may hiccup: there a test is tried once more, and `scripts/test.mjs` names it as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.HOOKBENCH_E2E_REPORT ?? 'test-results/playwright.json' }]],
  use: {
    actionTimeout: 10_000,
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'chromium',
      testIgnore: ['**/electron-*.e2e.ts', '**/packaged.e2e.ts'],
      use: {
        browserName: 'chromium',
        viewport: { width: 1440, height: 900 },
        launchOptions: {
          ...(browser === null ? {} : { executablePath: browser }),
          args: isRoot ? containerSwitches : [],
        },
      },
    },
    { name: 'electron', testMatch: '**/electron-*.e2e.ts' },
    { name: 'packaged', testMatch: '**/packaged.e2e.ts', timeout: 180_000 },
  ],
});
