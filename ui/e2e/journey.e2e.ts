import { describe } from 'vitest';
import { Frame } from './pages/Frame';
import { QueryPage } from './pages/QueryPage';
import { it } from './visitor';

describe.concurrent('asking for a metric', () => {
  it('typed into the editor, it appears as a line on the chart', async ({ arrive, expect }) => {
    const { page, screenshot } = await arrive('/query?range=5m');
    const query = new QueryPage(page);
    await query.type('scrape_duration_seconds');
    await query.run();
    await expect.poll(() => query.seriesDrawn()).toBeGreaterThan(0);
    await expect.poll(() => query.colouredPixels(), { timeout: 10_000 }).toBeGreaterThan(20);
    expect(page.url()).toContain('g0.expr=scrape_duration_seconds');
    await screenshot('query-graph-dark');
  });

  it('the editor completes names that the server knows', async ({ arrive }) => {
    const { page } = await arrive('/query');
    const query = new QueryPage(page);
    await query.type('scrape_dur');
    await query.suggestions.filter({ hasText: 'scrape_duration_seconds' }).first().waitFor();
  });

  it('found in the metric browser, down to the value of a label, it is queried', async ({
    arrive,
    expect,
  }) => {
    const { page, screenshot } = await arrive('/query');
    await page.getByRole('button', { name: 'Browse metrics' }).first().click();
    await page.getByLabel('Search metrics by name').fill('scrdursec');
    await page.getByRole('button', { name: 'Labels of scrape_duration_seconds' }).click();
    await page.getByRole('button', { name: 'Values of job' }).click();
    await screenshot('metric-browser-dark');
    await page
      .getByRole('button', { name: /^Query scrape_duration_seconds.job=/ })
      .first()
      .click();
    await expect
      .poll(() => decodeURIComponent(page.url()))
      .toContain('g0.expr=scrape_duration_seconds{job=');
  });

  it('the table says the values, and the address keeps the view', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/query?g0.expr=up&g0.tab=0');
    const query = new QueryPage(page);
    await query.showTable();
    await page.getByRole('row').filter({ hasText: 'instance=' }).first().waitFor();
    await screenshot('query-table-dark');
    await page.reload();
    await page.getByRole('row').filter({ hasText: 'instance=' }).first().waitFor();
  });

  it('a misspelt metric is answered with the nearest one', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/query?g0.expr=scrape_duration_second');
    await page.getByText('scrape_duration_seconds', { exact: true }).waitFor();
    await screenshot('query-empty-dark');
  });

  it('an expression with an error keeps its text and says where it is wrong', async ({
    arrive,
    expect,
  }) => {
    const { page, screenshot } = await arrive('/query?g0.expr=sum(');
    await page.getByRole('alert').filter({ hasText: '1:' }).waitFor();
    await expect.poll(() => new QueryPage(page).editor.innerText()).toBe('sum(');
    await screenshot('query-error-dark');
  });

  it('a Prometheus link opens with its range and several panels', async ({ arrive, expect }) => {
    const { page } = await arrive(
      '/graph?g0.expr=up&g0.tab=0&g0.range_input=15m&g1.expr=vector(1)&g1.tab=1',
    );
    await page.getByRole('button', { name: 'Last 15 m' }).waitFor();
    await page.locator('.cm-content').nth(1).waitFor();
    await expect
      .poll(() => page.locator('.cm-content').allInnerTexts())
      .toEqual(['up', 'vector(1)']);
  });

  it('dragging over the chart zooms the whole page in, a double click goes back', async ({
    arrive,
  }) => {
    // A fresh server has data at the right edge only: the zoomed range must hold some of them.
    const { page } = await arrive('/query?g0.expr=up&g0.range_input=5m');
    const query = new QueryPage(page);
    await query.seriesDrawn();
    const box = await query.chart.boundingBox();
    if (box === null) throw new Error('the chart has no place on the page');
    await page.mouse.move(box.x + box.width * 0.6, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.99, box.y + 120, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/end=/);
    await query.seriesDrawn();
    await page.mouse.dblclick(box.x + box.width * 0.5, box.y + 100);
    await page.waitForURL((url) => !url.search.includes('end='));
  });
});

describe.concurrent('the pages', () => {
  it('are reached by rail, keyboard and palette', async ({ arrive }) => {
    const { page } = await arrive('/query');
    const frame = new Frame(page);
    await frame.goTo('Targets');
    await frame.title.filter({ hasText: 'Targets' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await frame.title.filter({ hasText: 'Status' }).waitFor();
    await frame.runCommand('Query');
    await page.waitForURL(/\/query/);
  });

  it('Targets shows every job with the state of its targets', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/targets');
    await page.getByRole('region', { name: /^Job / }).first().waitFor();
    await page
      .getByText(/\d+ of \d+ up/)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click();
    await page.getByText('Discovered labels').waitFor();
    await screenshot('targets-dark');
  });

  it('Status shows build, stored series, flags and configuration', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/status');
    await page.getByRole('region', { name: 'Build' }).getByText('Runtime').waitFor();
    await page.getByRole('region', { name: 'Recovery at the last start' }).locator('p').waitFor();
    await screenshot('status-dark');
    await page.getByRole('link', { name: 'Stored series' }).click();
    await page.getByText('Metrics with the most series').waitFor();
    await page.getByRole('link', { name: 'Flags' }).click();
    await page.getByText('--config.file', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Configuration' }).click();
    await page.locator('pre').filter({ hasText: 'scrape_interval' }).waitFor();
  });

  it('an address without a page says so and leads back', async ({ arrive }) => {
    const { page } = await arrive('/nowhere');
    await page.getByRole('link', { name: 'Go to Query' }).click();
    await page.waitForURL(/\/query/);
  });
});

describe.concurrent('every viewer', () => {
  it.for([
    ['dark', 'rgb(16, 18, 22)'],
    ['light', 'rgb(247, 248, 250)'],
  ] as const)(
    'has the %s theme of the system, and may choose the other',
    async ([theme, colour], { arrive, expect }) => {
      const { page, screenshot } = await arrive('/query?g0.expr=up', { theme });
      const frame = new Frame(page);
      await new QueryPage(page).seriesDrawn();
      await expect.poll(() => frame.groundColour()).toBe(colour);
      await screenshot(`query-${theme}`);
      await frame.runCommand(theme === 'dark' ? 'Theme: Light' : 'Theme: Dark');
      await expect.poll(() => frame.groundColour()).not.toBe(colour);
    },
  );

  it('reads French where the browser does, and may change to English', async ({
    arrive,
    expect,
  }) => {
    const { page, screenshot } = await arrive('/targets', { language: 'fr' });
    const frame = new Frame(page);
    await frame.title.filter({ hasText: 'Cibles' }).waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('fr');
    await screenshot('targets-fr');
    await frame.runCommand('English');
    await frame.title.filter({ hasText: 'Targets' }).waitFor();
  });
});
