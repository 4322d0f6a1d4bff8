import type { IndexHtmlTransformContext, Plugin } from 'vite';

/** The scripts of pages that people come to from outside, by the first part of the address. */
const pages: Readonly<Record<string, string>> = {
  '': 'src/pages/overview/OverviewPage.tsx',
  overview: 'src/pages/overview/OverviewPage.tsx',
  d: 'src/dashboard/page/DashboardView.tsx',
  alerts: 'src/pages/alerts/AlertsPage.tsx',
  query: 'src/pages/query/QueryPage.tsx',
};

/** The sentences of each language, by what no address begins with. */
const languages: Readonly<Record<string, string>> = {
  '@en': 'src/i18n/en.ts',
  '@fr': 'src/i18n/fr.ts',
};

/** What is written in the letters of nearly every page. */
const font = /inter-latin-wght-normal.*\.woff2$/;

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>;

interface ChunkWithStyle {
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

/** A chunk with all that it imports, and their styles. */
function filesOf(fileName: string, bundle: Bundle, found = new Set<string>()): Set<string> {
  const chunk = bundle[fileName];
  if (chunk?.type !== 'chunk' || found.has(fileName)) return found;
  found.add(fileName);
  for (const style of (chunk as ChunkWithStyle).viteMetadata?.importedCss ?? []) found.add(style);
  for (const imported of chunk.imports) filesOf(imported, bundle, found);
  return found;
}

function ahead(bundle: Bundle): Record<string, string[]> {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry);
  const always = entry === undefined ? new Set<string>() : filesOf(entry.fileName, bundle);
  return Object.fromEntries(
    Object.entries({ ...pages, ...languages }).map(([path, source]) => {
      const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(source) === true);
      if (chunk === undefined) throw new Error(`early: no script is made of ${source}`);
      return [path, [...filesOf(chunk.fileName, bundle)].filter((file) => !always.has(file))];
    }),
  );
}

/**
 * Puts `early.js` before everything that loads: it says the theme, asks the server what the page will
 * ask, and loads the page's own scripts beside those of all pages instead of after them.
 */
export function early(): Plugin {
  return {
    name: 'early',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const files = JSON.stringify(bundle === undefined ? {} : ahead(bundle));
        const letters = Object.keys(bundle ?? {}).find((file) => font.test(file));
        const head = [
          `<script type="application/json" id="ahead">${files}</script>`,
          '<script src="early.js"></script>',
          ...(letters === undefined
            ? []
            : [
                `<link rel="preload" as="font" type="font/woff2" crossorigin href="./${letters}" />`,
              ]),
        ];
        // After the base of all addresses, before styles, for which a script would wait.
        return html.replace(/<base [^>]*>/, (base) => [base, ...head].join('\n    '));
      },
    },
  };
}
