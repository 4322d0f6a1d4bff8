// Drives the pages in a real browser: `npm run e2e -- --base-url=http://127.0.0.1:9090`, or the
// address in BASE_URL. The exit code says whether everything held. Without a browser the tests are
// skipped with a line that says so, and fail where CI is set.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const option = process.argv.find((argument) => argument.startsWith('--base-url='));
const baseUrl = option?.slice('--base-url='.length) ?? process.env.BASE_URL;
const browser = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

if (baseUrl === undefined) {
  console.error('e2e: which server? Pass --base-url=http://HOST:PORT or set BASE_URL');
  process.exit(2);
}
if (browser === undefined) {
  console.error(
    'e2e: SKIPPED the browser tests, there is no Chromium on this machine (set CHROMIUM to its path)',
  );
  process.exit(process.env.CI ? 1 : 0);
}

const { status } = spawnSync(
  'npx',
  ['--no-install', 'vitest', 'run', '--config', 'e2e/vitest.config.ts'],
  {
    cwd: here,
    stdio: 'inherit',
    // Not BASE_URL: the test runner has a meaning of its own for that name.
    env: { ...process.env, E2E_URL: baseUrl.replace(/\/+$/, ''), CHROMIUM: browser },
  },
);
process.exit(status ?? 1);
