import { describe } from 'vitest';
import { expectToFit } from './browser';
import { DashboardPage } from './pages/DashboardPage';
import { Frame } from './pages/Frame';
import { it } from './visitor';

// As Grafana wrote them before version 5: rows, a graph, a singlestat, and a misspelt metric.
const old = (uid: string) => ({
  dashboard: {
    uid,
    title: `Brought along ${uid}`,
    schemaVersion: 14,
    time: { from: 'now-5m', to: 'now' },
    templating: {
      list: [
        {
          name: 'job',
          type: 'query',
          query: 'label_values(scrape_duration_seconds, job)',
          includeAll: true,
          multi: true,
          current: { text: 'All', value: '$__all' },
        },
      ],
    },
    rows: [
      {
        title: 'Scrapes',
        showTitle: true,
        height: '250px',
        panels: [
          {
            type: 'graph',
            title: 'Time of a scrape',
            span: 6,
            yaxes: [{ format: 's' }, { format: 'short' }],
            targets: [{ expr: 'scrape_duration_seconds{job=~"$job"}', legendFormat: '{{job}}' }],
          },
          {
            type: 'singlestat',
            title: 'Targets up',
            span: 3,
            valueName: 'current',
            targets: [{ expr: 'sum(up{job=~"$job"})' }],
          },
          {
            type: 'graph',
            title: 'Misspelt',
            span: 3,
            targets: [{ expr: 'scrape_duration_second{job=~"$job"}' }],
          },
        ],
      },
    ],
  },
});

describe.concurrent('a dashboard that somebody has', () => {
  it('is imported, drawn, and says why one of its panels is empty', async ({ arrive, expect }) => {
    const uid = `e2e-${Date.now()}`;
    const { page, screenshot } = await arrive('/dashboards');
    const dashboard = new DashboardPage(page);
    await dashboard.paste(JSON.stringify(old(uid)));
    await page.getByText('“Targets up” is of the old type singlestat').waitFor();
    await screenshot('dashboard-import-dark');
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
    await page.waitForURL((url) => url.pathname.endsWith(`/d/${uid}`));
    await expect.poll(() => dashboard.seriesDrawn('Time of a scrape')).toBeGreaterThan(0);
    await dashboard.panel('Targets up').getByText(/^\d/).waitFor();
    await screenshot('dashboard-imported-dark');
    await dashboard.panel('Misspelt').getByRole('link', { name: 'Why is it empty?' }).click();
    await page.getByText('No series is called scrape_duration_second.').waitFor();
    await page.getByText('scrape_duration_seconds', { exact: true }).waitFor();
    await screenshot('dashboard-why-empty-dark');
  });

  it('that is none is refused with the reason, before anything is sent', async ({
    arrive,
    expect,
  }) => {
    const { page } = await arrive('/dashboards');
    await new DashboardPage(page).paste('[1, 2]');
    await page.getByText('it is not a JSON object').waitFor();
    expect(
      await page.getByRole('dialog').getByRole('button', { name: 'Import' }).isDisabled(),
    ).toBe(true);
  });
});

describe.concurrent('a ready dashboard', () => {
  it('is found by the palette, and its choice is kept in the address', async ({
    arrive,
    expect,
  }) => {
    const { page, screenshot } = await arrive('/dashboards');
    await screenshot('dashboards-dark');
    const frame = new Frame(page);
    await frame.runCommand('Vigie itself');
    await page.waitForURL(/\/d\/vigie-server/);
    const dashboard = new DashboardPage(page);
    await expect.poll(() => dashboard.seriesDrawn('Time of a scrape')).toBeGreaterThan(0);
    await screenshot('dashboard-server-dark');
    const chosen = await dashboard.chooseFirst('Job');
    await page.waitForURL((url) => url.searchParams.get('var-job') === chosen);
  });

  it('asks nothing for panels out of view, and asks when they come into it', async ({
    arrive,
    expect,
  }) => {
    const { page } = await arrive('/d/vigie-server?refresh=off', { height: 500 });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/query')) asked.push(decodeURIComponent(request.url()));
    });
    const dashboard = new DashboardPage(page);
    await page.reload();
    await dashboard.seriesDrawn('Samples by job');
    await page.waitForLoadState('networkidle');
    const ofTheLast = () => asked.filter((url) => url.includes('jvm_memory_used_bytes'));
    expect(ofTheLast()).toEqual([]);
    await dashboard.panel('Processor').scrollIntoViewIfNeeded();
    await dashboard.panel('Memory').scrollIntoViewIfNeeded();
    await expect.poll(() => ofTheLast().length, { timeout: 10_000 }).toBe(1);
  });

  it.for([
    ['light', 1440],
    ['dark', 2560],
    ['light', 360],
  ] as const)('fits, in the %s theme at %i pixels', async ([theme, width], { arrive }) => {
    const { page, screenshot } = await arrive('/d/vigie-server', { theme, width });
    await new DashboardPage(page).seriesDrawn('Samples by job');
    await expectToFit(page);
    await screenshot(`dashboard-server-${theme}-${width}`);
  });

  it('speaks French', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/dashboards', { language: 'fr' });
    await page.getByRole('heading', { level: 1, name: 'Tableaux de bord' }).waitFor();
    await screenshot('dashboards-fr');
  });
});
