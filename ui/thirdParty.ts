import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A package of which something is in the bundle. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly home: string;
  /** Of licence and notice, as the package brings them. */
  readonly texts: readonly string[];
}

const legal = /^(?:licen[cs]e|notice|copying)(?:[-._].*)?$/i;

/** The folder of the package that a module comes from. */
export function packageFolder(moduleId: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId)?.[0];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function read(folder: string): Package {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { name, version, license, homepage, repository } = manifest;
  const url =
    typeof repository === 'object' && repository !== null && 'url' in repository
      ? repository.url
      : repository;
  return {
    name: text(name),
    version: text(version),
    licence: text(license),
    home: text(homepage) || text(url),
    texts: readdirSync(folder)
      .filter((file) => legal.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim()),
  };
}

/** A list, an empty line, and each package with its texts. */
export function written(packages: readonly Package[]): string {
  const title = ({ name, version, licence }: Package) => `${name} ${version}: ${licence}`;
  const rule = '-'.repeat(80);
  const parts = packages.map((each) =>
    [
      rule,
      title(each),
      each.home,
      '',
      each.texts.join('\n\n') || 'The package brings no text of its licence.',
      '',
    ].join('\n'),
  );
  return `${packages.map(title).join('\n')}\n\n${parts.join('\n')}`;
}

/** Puts `third-party.txt` beside the pages: whose work is in their scripts and styles, and under which licence. */
export function thirdParty(): Plugin {
  return {
    name: 'third-party',
    apply: 'build',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((each) =>
        each.type === 'chunk' ? each.moduleIds : [],
      );
      // Styles, and with them fonts, are in no script.
      const styles = [...this.getModuleIds()].filter((id) => /\.css(?:\?|$)/.test(id));
      const folders = new Set([...modules, ...styles].map(packageFolder));
      const packages = [...folders]
        .filter((folder) => folder !== undefined && existsSync(join(folder, 'package.json')))
        .map((folder) => read(folder ?? ''))
        .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version));
      const silent = packages.filter(({ licence }) => licence === '');
      if (silent.length > 0)
        this.error(`no licence: ${silent.map(({ name, version }) => `${name} ${version}`).join()}`);
      this.emitFile({ type: 'asset', fileName: 'third-party.txt', source: written(packages) });
    },
  };
}
