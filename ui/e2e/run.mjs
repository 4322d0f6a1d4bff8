// Drives the pages in a real browser: `npm run e2e -- --base-url=http://127.0.0.1:9090`, or the
// address in BASE_URL. The exit code says whether everything held. Without a browser the tests are
// skipped with a line that says so, and fail where CI is set.
//
// What takes longer runs alone, and with `--serve` against a server of its own that ends with it:
//
//   --corpus      every dashboard of the corpus, a picture of each, and a table (target/corpus.md)
//   --paint       how soon a dashboard of 20 panels is there, and how smoothly a chart is moved
//   --lighthouse  what Lighthouse says of the overview and a dashboard
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.slice(2);
const option = given.find((argument) => argument.startsWith('--base-url='));
const long = ['corpus', 'paint', 'lighthouse'].find((name) => given.includes(`--${name}`));
const browser = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const configuration = `
global: {scrape_interval: 1s, scrape_timeout: 1s}
vigie: {push: {import: true}}
`;

/** A server with nothing but itself to watch; ends with this program. */
async function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-e2e-'));
  const port = await freePort();
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    `${configuration}scrape_configs: [{job_name: vigie, static_configs: [{targets: ["127.0.0.1:${port}"]}]}]\n`,
  );
  const server = spawn(
    join(here, '../vigie'),
    [
      'serve',
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    // A group of its own, so that what the script starts ends too.
    { stdio: ['ignore', 'ignore', 'inherit'], detached: true },
  );
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (server.exitCode === null && !(await isReady()))
    await new Promise((resolve) => setTimeout(resolve, 200));
  const end = () => {
    try {
      process.kill(-server.pid);
    } catch {
      // It has ended by itself.
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  return { url, end };
}

const baseUrl = option?.slice('--base-url='.length) ?? process.env.BASE_URL;
if (baseUrl === undefined && !given.includes('--serve')) {
  console.error(
    'e2e: which server? Pass --base-url=http://HOST:PORT or set BASE_URL, or --serve to start one',
  );
  process.exit(2);
}
if (browser === undefined) {
  console.error(
    'e2e: SKIPPED the browser tests, there is no Chromium on this machine (set CHROMIUM to its path)',
  );
  process.exit(process.env.CI ? 1 : 0);
}

const server = baseUrl === undefined ? await serve() : { url: baseUrl, end: () => {} };
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/vitest.config.ts'],
  {
    cwd: here,
    stdio: 'inherit',
    // Not BASE_URL: the test runner has a meaning of its own for that name.
    env: {
      ...process.env,
      ...(long !== undefined && { E2E_LONG: long }),
      E2E_URL: server.url.replace(/\/+$/, ''),
      CHROMIUM: browser,
    },
  },
);
server.end();
process.exit(status ?? 1);
