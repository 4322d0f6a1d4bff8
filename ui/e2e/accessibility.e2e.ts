import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { laidOut, launch, untilAlerting, untilScraped, visit, type Visit } from './browser';

// Runs inside the page: its rules see what a reader's tools would see, contrast included.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary: string;
  }[];
}

const paths = [
  '/overview',
  '/query',
  '/query?g0.expr=up&g0.range_input=5m&g0.show_exemplars=1',
  '/query?g0.expr=up&g0.tab=table',
  '/query?g0.expr=sum(',
  '/query?g0.expr=no_such_metric',
  '/query?browse=0',
  '/query?browse=0&browse.metric=up',
  '/dashboards',
  '/d/vigie-server',
  '/d/vigie-redis',
  '/d/vigie-server?edit=1',
  '/targets',
  '/alerts',
  '/services',
  '/settings',
  '/settings/users',
  '/settings/tokens',
  '/settings/receivers',
  '/settings/configuration',
  '/settings/audit',
  '/on-call',
  '/on-call?silence=job%3D%22x%22',
  '/rules',
  '/queries',
  '/status',
  '/tsdb-status',
  '/cardinality',
  '/cardinality?metric=up',
  '/cardinality?metric=up&label=job',
  '/flags',
  '/config',
];

const themes = ['dark', 'light'] as const;

let browser: Browser;
// With a page for each address: nothing here changes a setting.
let visitor: Visit;

beforeAll(async () => {
  browser = await launch();
  visitor = await visit(browser);
  await untilScraped();
  await untilAlerting();
});

afterAll(() => browser.close());

/** What a reader's tools would stumble upon, with the elements where they would. */
async function seriousFaults(page: Page) {
  // Figures of a query that is being asked again are faint until the answer is there.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-fetching]')].every(
      (each) => getComputedStyle(each).opacity === '1',
    ),
  );
  const violations = await page.evaluate(() =>
    (
      window as unknown as {
        axe: { run: (options: object) => Promise<{ violations: readonly Violation[] }> };
      }
    ).axe
      // Of what passes, the details would take most of the time.
      .run({ resultTypes: ['violations'] })
      .then(({ violations: found }) => found),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 4).map(({ target, failureSummary }) => [...target, failureSummary]),
    }));
}

describe('in both themes', () => {
  it.concurrent.each(paths)(
    '%s has no serious fault for those who read otherwise',
    async (path) => {
      const { page, open } = await visitor.another();
      await open(path);
      await page.getByRole('heading').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      await page.evaluate(axe);
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
        await laidOut(page);
        // However short, each colour changes only after the one that it inherits.
        await page.waitForFunction(
          () => !document.getAnimations().some((each) => each instanceof CSSTransition),
        );
        expect(await seriousFaults(page), theme).toEqual([]);
      }
      await page.close();
    },
  );
});
