import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 130_000,
    // One browser at a time; visits that say so share it, as most of a visit is waiting.
    fileParallelism: false,
    maxConcurrency: 3,
  },
});
