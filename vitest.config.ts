import { defineConfig } from 'vitest/config';

/**
 * Unit tests that take seconds each: they start processes, run into real limits, or draw thousands of cases. `npm test`
 * runs them; the fast loop (`npm run check`) does not.
 */
const slow = [
  'test/cli/{bin,command-line,lint,run-serve-api,signature-commands,signature-equality}.test.ts',
  'test/core/event-types/{interchange-text,schemas}.test.ts',
  'test/core/log/crash.test.ts',
  'test/core/signing/{properties,wide-properties}.test.ts',
  'test/core/signing/explain/explain-request.test.ts',
  'test/core/signing/negative/negative-suite.test.ts',
  'test/core/template/{format,limits,liquidjs-equality}.test.ts',
  'test/core/template/lint/bad-input.test.ts',
  'test/core/workflow/run-coordinator.test.ts',
  'test/core/workspace/killing.test.ts',
];

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['test/support/build-workers.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    // Only for what never ends: a busy machine takes many times as long as a quiet one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes, but on a busy machine not within the second that is usual.
    expect: { poll: { timeout: 15_000 } },
    // Vitest leaves one core alone, which is half of a machine with two.
    maxWorkers: '100%',
    // A shared machine may hiccup: there a test is tried once more, and `scripts/test.mjs` names it as flaky.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{core,renderer,cli,electron}/**/*.test.ts'],
          exclude: slow,
          // Importing the same modules anew for each of some hundred files takes twice as long as all their tests.
          pool: 'threads',
          isolate: false,
        },
      },
      { extends: true, test: { name: 'slow', include: slow } },
      { extends: true, test: { name: 'integration', include: ['test/{integration,contract,golden}/**/*.test.ts'] } },
    ],
  },
});
