import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectNoSeriousFault } from './axe';
import { launch, untilAlerting, untilScraped, visit, type Visit } from './browser';

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

describe('in both themes', () => {
  it.concurrent.each(paths)(
    '%s has no serious fault for those who read otherwise',
    async (path) => {
      const { page, open } = await visitor.another();
      await open(path);
      await page.getByRole('heading').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      await expectNoSeriousFault(page);
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
