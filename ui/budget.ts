import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const mostBytes = 300_000;
const languages = /src\/i18n\/(?:en|fr)\.ts$/;

/** Fails the build when the scripts that every page waits for, together and compressed, grow too large. */
export function initialScriptBudget(): Plugin {
  return {
    name: 'initial-script-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const initial = new Map<string, number>();
      const add = (fileName: string): void => {
        const chunk = bundle[fileName];
        if (chunk?.type !== 'chunk' || initial.has(fileName)) return;
        initial.set(fileName, gzipSync(chunk.code).length);
        chunk.imports.forEach(add);
      };
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      for (const chunk of chunks) if (chunk.isEntry) add(chunk.fileName);
      // One language comes beside them, whichever: the longest counts.
      const [longest] = chunks
        .filter(({ facadeModuleId }) => languages.test(facadeModuleId ?? ''))
        .toSorted((a, b) => b.code.length - a.code.length);
      if (longest === undefined) this.error('no script holds the sentences of a language');
      add(longest.fileName);
      const bytes = [...initial.values()].reduce((sum, size) => sum + size, 0);
      const said = `${(bytes / 1_000).toFixed(1)} kB of JavaScript (gzip) before the first page, of ${mostBytes / 1_000} kB`;
      if (bytes <= mostBytes) {
        console.log(`ui: ${said}`);
        return;
      }
      const parts = [...initial].map(
        ([name, size]) => `  ${name}: ${(size / 1_000).toFixed(1)} kB`,
      );
      this.error(`${said}: load later what not every page needs\n${parts.join('\n')}`);
    },
  };
}
