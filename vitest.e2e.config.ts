import { defineConfig } from 'vitest/config';

/** Browser tests: the real page in a real Chromium against the real host. One file at a time: each starts a program. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // A browser on a busy machine has races of its own. What passes only the second time is marked as retried in the
    // report, and is to be looked into like a failure.
    retry: 1,
    // A loaded machine is slow, not wrong.
    expect: { poll: { timeout: 15_000, interval: 100 } },
  },
});
