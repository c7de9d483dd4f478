import { defineConfig } from 'vitest/config';

/** Starts the real desktop program; run only where the Electron binary is installed and a display is there. */
export default defineConfig({
  test: { include: ['test/electron/**/*.test.ts'], pool: 'forks', testTimeout: 120_000, hookTimeout: 120_000 },
});
