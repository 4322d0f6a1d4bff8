import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { initialScriptBudget } from './budget.ts';
import { compress } from './compress.ts';
import { early } from './early.ts';
import { thirdParty } from './thirdParty.ts';

// A development server shows the pages and passes what is asked of the API on to a running server.
const server = process.env['VIGIE_URL'] ?? 'http://127.0.0.1:9090';

/** What several pages share would otherwise be named after all of them. */
const nameOf = (name: string, ending: string) =>
  `assets/${name.replace(/~.*/, '')}-[hash].${ending}`;

const proxy = { '/api': server, '/-/': server, '/metrics': server };

export default defineConfig({
  // Relative addresses: the page works behind any path prefix, see `<base>` in index.html.
  base: './',
  plugins: [react(), early(), initialScriptBudget(), compress(), thirdParty()],
  server: {
    host: '127.0.0.1',
    proxy,
  },
  preview: { host: '127.0.0.1', proxy },
  build: {
    target: 'es2022',
    // The largest part is the PromQL editor, which loads beside the page and not before it.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => nameOf(name, 'js'),
        assetFileNames: ({ names }) =>
          nameOf((names[0] ?? 'file').replace(/\.[^.]*$/, ''), '[ext]'),
        codeSplitting: {
          groups: [
            // One file of what every page needs, not one for each set of pages that share a part of it.
            { name: 'frame', tags: ['$initial'], priority: 2 },
            // One of the parts that most pages are put together from, and one of what draws.
            {
              name: 'parts',
              test: /src\/(?:api|components|lib|session|state)\//,
              minShareCount: 3,
            },
            {
              name: 'charts',
              test: /src\/(?:chart|dashboard)\/|node_modules\/uplot/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    // One world for many files: a window and all modules for each would take four fifths of the time. What a test changes for
    // others, src/test/setup.ts puts back.
    isolate: false,
    pool: 'threads',
  },
});
