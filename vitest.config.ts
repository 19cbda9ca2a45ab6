import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['test/support/build-log-worker.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/{core,renderer,cli,electron}/**/*.test.ts'] } },
      { extends: true, test: { name: 'integration', include: ['test/{integration,contract,golden}/**/*.test.ts'] } },
    ],
  },
});
