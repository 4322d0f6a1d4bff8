import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthwhile = /\.(?:js|css|svg)$/;
const fewestBytes = 1_000;
// The highest two levels take ten times as long for three parts in a hundred.
const brotliLevel = 9;

/** Puts compressed forms beside what was built, so that the server need not make them for each visitor. */
export function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      const folder = join(dir, 'assets');
      for (const name of readdirSync(folder)) {
        const file = join(folder, name);
        const content = worthwhile.test(name) ? readFileSync(file) : Buffer.alloc(0);
        if (content.length < fewestBytes) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: brotliLevel };
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
