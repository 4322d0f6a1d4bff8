import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, untilAlerting, untilScraped, visit, type Visit } from './browser';

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

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  await untilScraped();
  await untilAlerting();
});

afterAll(() => browser.close());

describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
  // One visitor with a page for each address: nothing here changes a setting.
  let visitor: Visit;

  beforeAll(async () => {
    visitor = await visit(browser, { theme });
  });

  afterAll(() => visitor.close());

  it.concurrent.each(paths)(
    '%s has no serious fault for those who read otherwise',
    async (path) => {
      const { page, open } = await visitor.another();
      await open(path);
      await page.getByRole('heading').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      // Figures of a query that is being asked again are faint until the answer is there.
      await page.waitForFunction(() =>
        [...document.querySelectorAll('[data-fetching]')].every(
          (each) => getComputedStyle(each).opacity === '1',
        ),
      );
      await page.evaluate(axe);
      const violations = await page.evaluate(() =>
        (
          window as unknown as {
            axe: { run: (options: object) => Promise<{ violations: readonly Violation[] }> };
          }
        ).axe
          // Of what passes, the details would take most of the time.
          .run({ resultTypes: ['violations'] })
          .then(({ violations }) => violations),
      );
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => ({
          id,
          help,
          nodes: nodes.slice(0, 4).map(({ target, failureSummary }) => [...target, failureSummary]),
        }));
      expect(serious).toEqual([]);
      await page.close();
    },
  );
});
