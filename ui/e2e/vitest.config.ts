import { defineConfig } from 'vitest/config';

// What runs alone; see run.mjs.
const alone: Readonly<Record<string, string>> = {
  corpus: 'e2e/corpus/corpus.e2e.ts',
  paint: 'e2e/long/paint.long.ts',
  lighthouse: 'e2e/long/lighthouse.long.ts',
};

export default defineConfig({
  test: {
    include: [alone[process.env['E2E_LONG'] ?? ''] ?? 'e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 130_000,
    // What does not hold at once on a slow machine has this long.
    expect: { poll: { timeout: 10_000 } },
    // Where others wait for the answer, a visit that failed is made once more, and the log says so.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // A browser for each of two files, and in each a few visits side by side: most of a visit is waiting.
    maxWorkers: 2,
    maxConcurrency: 3,
  },
});
