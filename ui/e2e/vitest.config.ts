import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 130_000,
    // One browser, one page at a time.
    fileParallelism: false,
  },
});
