// Builds the UI for Maven: `node build.mjs OUTPUT_FOLDER`. Does only what is out of date, so that
// a back-end build with nothing new here takes no time.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? 'dist');
const minimumNode = [20, 19];

function run(command, ...args) {
  execFileSync(command, args, { cwd: here, stdio: 'inherit' });
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(readFileSync(join(here, path)));
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(join(here, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(here.length + 1))
    .sort();
}

/** Runs `work` unless the stamp already says this fingerprint, and writes the stamp when it is done. */
function onceFor(stamp, fingerprintNow, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprintNow) return false;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprintNow);
  return true;
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < minimumNode[0] || (major === minimumNode[0] && minor < minimumNode[1])) {
  console.error(
    `ui: Node ${process.versions.node} is too old, ${minimumNode.join('.')} or newer is needed (or build with -Dui.skip)`,
  );
  process.exit(1);
}

onceFor(join(here, 'node_modules/.vigie-lock'), fingerprint(['package-lock.json']), () => {
  console.log('ui: installing what package-lock.json names');
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
});

const sources = [
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'budget.ts',
  'compress.ts',
  'early.ts',
  'thirdParty.ts',
  'tsconfig.json',
  ...filesBelow('src'),
  ...filesBelow('public'),
];
const stamp = join(here, 'node_modules/.vigie-built');
// A cleaned output is out of date whatever the stamp says.
if (!existsSync(join(output, 'index.html'))) rmSync(stamp, { force: true });
const built = onceFor(stamp, `${output} ${fingerprint(sources)}`, () =>
  run(
    'npx',
    '--no-install',
    'vite',
    'build',
    '--outDir',
    output,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ),
);
console.log(built ? `ui: built into ${output}` : 'ui: up to date');
