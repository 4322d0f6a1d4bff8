import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectNoSeriousFault } from './axe';
import {
  expectToFit,
  laidOut,
  launch,
  untilAlerting,
  untilScraped,
  visit,
  type OpenPage,
  type Visit,
} from './browser';

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

/** A telephone, a desk, and a wall, of which no picture is taken: it is large and shows nothing else. */
const widths = [360, 1440, 2560];

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

/** Fails where a part of the page is beside the window, at any of the widths. */
async function expectToFitAnywhere({ page, screenshot }: OpenPage, path: string) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await laidOut(page);
    await expectToFit(page, `${path} at ${width}`);
    if (width < 2560) await screenshot(`${path.slice(1).replaceAll(/[^a-z0-9]+/g, '-')}-${width}`);
  }
}

describe('in both themes', () => {
  it.concurrent.each(paths)(
    '%s has no serious fault for those who read otherwise, and fits a telephone, a desk and a wall',
    async (path) => {
      const opened = await visitor.another();
      const { page, open } = opened;
      await open(path);
      await page.getByRole('heading').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      await expectNoSeriousFault(page);
      await expectToFitAnywhere(opened, path);
      await page.close();
    },
  );

  // What is there only once it is opened: the way to it, and what stands in it.
  it.concurrent.each([
    ['/rules', ['Edit TargetSlow'], 'Well formed'],
    ['/on-call?view=month', [], 'Calendar'],
    ['/on-call?view=list', [], 'Calendar'],
    ['/d/vigie-server?edit=1', ['Settings'], 'General'],
    ['/d/vigie-server?edit=1&editPanel=1', ['Add an override', 'Add a mapping'], 'For fields'],
  ] as const)('%s opened by %j has none either', async (path, way, text) => {
    const { page, open } = await visitor.another();
    await open(path);
    for (const name of way) await page.getByRole('button', { name, exact: true }).first().click();
    await page.getByText(text).first().waitFor();
    await page.waitForLoadState('networkidle');
    await expectNoSeriousFault(page);
    await page.close();
  });
});
