import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { initialScriptBudget } from './budget.ts';

// A development server shows the pages and passes what is asked of the API on to a running server.
const server = process.env['VIGIE_URL'] ?? 'http://127.0.0.1:9090';

/** Says the theme before the first paint, so that no other flashes by. */
const themeFirst: Plugin = {
  name: 'theme-first',
  transformIndexHtml: () => [{ tag: 'script', attrs: { src: 'theme.js' }, injectTo: 'head' }],
};

const proxy = { '/api': server, '/-/': server, '/metrics': server };

export default defineConfig({
  // Relative addresses: the page works behind any path prefix, see `<base>` in index.html.
  base: './',
  plugins: [react(), themeFirst, initialScriptBudget()],
  server: {
    host: '127.0.0.1',
    proxy,
  },
  preview: { host: '127.0.0.1', proxy },
  build: {
    target: 'es2022',
    // The largest part is the PromQL editor, which loads beside the page and not before it.
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
  },
});
