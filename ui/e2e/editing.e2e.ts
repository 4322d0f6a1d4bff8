import { readFileSync } from 'node:fs';
import { beforeAll, describe } from 'vitest';
import { baseUrl, scrapesForHours, untilScraped } from './browser';
import { DashboardPage } from './pages/DashboardPage';
import { it } from './visitor';

const two = (uid: string) => ({
  uid,
  title: `Shared ${uid}`,
  schemaVersion: 39,
  time: { from: 'now-5m', to: 'now' },
  annotations: {
    list: [{ name: 'Up', enable: true, expr: 'up == 1', iconColor: 'purple', step: '1s' }],
  },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Left',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      targets: [{ refId: 'A', expr: 'scrape_duration_seconds' }],
      fieldConfig: {
        defaults: {
          unit: 's',
          thresholds: {
            mode: 'absolute',
            steps: [
              { value: null, color: 'green' },
              { value: 0, color: 'red' },
            ],
          },
        },
        overrides: [],
      },
    },
    {
      id: 2,
      type: 'histogram',
      title: 'Right',
      gridPos: { x: 12, y: 0, w: 12, h: 8 },
      targets: [{ refId: 'A', expr: 'scrape_duration_seconds' }],
    },
  ],
});

/** One observation, half a minute ago. */
async function pushExemplar(uid: string): Promise<void> {
  const name = `latency_${uid.replaceAll('-', '_')}`;
  const seconds = Math.floor(Date.now() / 1_000) - 30;
  const line = `${name}_bucket{le="+Inf"} 1 ${seconds} # {trace_id="4bf92f35"} 0.7 ${seconds}`;
  const answer = await fetch(`${baseUrl}/api/v1/import/prometheus`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/openmetrics-text; version=1.0.0' },
    body: `# TYPE ${name} histogram\n${line}\n# EOF\n`,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const withExemplars = (uid: string) => ({
  id: 3,
  type: 'timeseries',
  title: 'Latency',
  gridPos: { x: 0, y: 8, w: 24, h: 8 },
  targets: [{ refId: 'A', expr: `latency_${uid.replaceAll('-', '_')}_bucket`, exemplar: true }],
  fieldConfig: {
    defaults: {
      links: [{ title: 'Trace', url: 'https://traces.example/${__field.labels.trace_id}' }],
    },
    overrides: [],
  },
});

beforeAll(() => untilScraped(scrapesForHours));

describe.concurrent('a dashboard', () => {
  it('is made, filled, arranged by hand and by keys, saved, and restored', async ({
    arrive,
    expect,
  }) => {
    const { page, screenshot } = await arrive('/dashboards');
    const dashboard = new DashboardPage(page);
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Title').fill('Made here');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Nothing on it yet').waitFor();

    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'A panel', exact: true }).click();
    await dashboard.writeQuery('scrape_duration_seconds');
    await page.getByLabel('Title', { exact: true }).fill('Scrapes');
    await page.getByLabel('Unit').fill('s');
    await expect.poll(() => dashboard.seriesDrawn('Scrapes')).toBeGreaterThan(0);
    await screenshot('editor-panel-dark');
    await page.getByRole('button', { name: 'Back to the dashboard' }).click();
    await page.getByRole('button', { name: 'Duplicate Scrapes' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'A text', exact: true }).click();
    await page.getByLabel('Text (Markdown)').fill('# Read me');
    await page.getByRole('button', { name: 'Back to the dashboard' }).click();
    await page.getByRole('heading', { name: 'Read me' }).waitFor();

    // By hand: the text to the right half; by keys: down, below both panels.
    const before = await dashboard.place('Text');
    const handle = page.getByRole('button', { name: /^Move Text/ });
    await handle.hover();
    await page.mouse.down();
    await page.mouse.move(before.x + before.width + 60, before.y + 20, { steps: 8 });
    await page.mouse.up();
    await expect
      .poll(async () => (await dashboard.place('Text')).x)
      .toBeGreaterThan(before.x + 300);
    await handle.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect
      .poll(async () => (await dashboard.place('Text')).width)
      .toBeLessThan(before.width - 20);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(async () => (await dashboard.place('Text')).width).toBe(before.width);
    await screenshot('editor-grid-dark');

    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('link', { name: 'Alerts' }).first().click();
    expect(page.url()).toContain('edit=');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('“Scrapes” is new').first().waitFor();
    await page.getByLabel('What and why').fill('the first panels');
    await screenshot('editor-save-dark');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.waitForURL((url) => !url.searchParams.has('edit'));
    await page.getByRole('heading', { name: 'Read me' }).waitFor();

    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await page.getByText('the first panels').waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('“Text” is removed').waitFor();
    await screenshot('editor-history-dark');
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await page.getByText('This dashboard has no panels.').waitFor();
  });

  it('that two people change at once keeps what both did, and asks where both did the same', async ({
    arrive,
  }) => {
    const uid = `both-${Date.now()}`;
    const mine = await arrive('/dashboards');
    const theirs = new DashboardPage(mine.page);
    await theirs.put(two(uid));
    await mine.open(`/d/${uid}?edit=1&editPanel=1`);
    await mine.page.getByLabel('Title', { exact: true }).fill('Left of mine');
    const other = two(uid);
    const [left, right] = other.panels;
    await theirs.put({
      ...other,
      panels: [
        { ...left, title: 'Left of theirs' },
        { ...right, title: 'Right of theirs' },
      ],
    });
    await mine.page.getByRole('button', { name: 'Save', exact: true }).click();
    await mine.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await mine.page.getByText('Somebody else saved this dashboard meanwhile').waitFor();
    await mine.page.getByText('1 thing was changed by both').waitFor();
    await mine.screenshot('editor-conflict-dark');
    await mine.page.getByRole('radio', { name: /^Mine/ }).check();
    await mine.page.getByRole('button', { name: 'Save both' }).click();
    await mine.page.waitForURL((url) => !url.searchParams.has('edit'));
    await new DashboardPage(mine.page).panel('Left of mine').waitFor();
    await new DashboardPage(mine.page).panel('Right of theirs').waitFor();
  });
});

describe.concurrent('a panel', () => {
  it('is inspected, saved as a picture, shown on a wall', async ({ arrive, expect }) => {
    const uid = `look-${Date.now()}`;
    const { page, open, screenshot } = await arrive('/dashboards', { theme: 'light' });
    const dashboard = new DashboardPage(page);
    await pushExemplar(uid);
    const { panels, ...rest } = two(uid);
    await dashboard.put({ ...rest, panels: [...panels, withExemplars(uid)] });
    await open(`/d/${uid}`);
    await expect.poll(() => dashboard.seriesDrawn('Left')).toBeGreaterThan(0);
    await dashboard.panel('Left').locator('[data-events]').waitFor();
    await dashboard.panel('Right').getByRole('img', { name: 'Right' }).waitFor();
    await screenshot('dashboard-annotations-light');

    // A single observation says what it was, and where its trace is.
    const latency = dashboard.panel('Latency');
    await latency.scrollIntoViewIfNeeded();
    await latency.getByRole('button', { name: 'A single observation: 0.7' }).click();
    const card = latency.getByRole('dialog');
    await card.getByText('4bf92f35').waitFor();
    expect(await card.getByRole('link', { name: 'Trace' }).getAttribute('href')).toBe(
      'https://traces.example/4bf92f35',
    );
    await screenshot('dashboard-exemplar-light');

    await dashboard.panelMenu('Left', 'Inspect');
    await page.getByRole('cell').first().waitFor();
    await screenshot('inspect-data-light');
    await page.getByText('Queries', { exact: true }).click();
    await page.getByText('Samples read').waitFor();
    await screenshot('inspect-queries-light');
    await page.keyboard.press('Escape');

    for (const [kind, start] of [
      ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
      ['SVG', Buffer.from('<svg')],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dashboard.panelMenu('Left', `Download as ${kind}`),
      ]);
      const content = readFileSync(await download.path());
      expect(content.subarray(0, 4).equals(start)).toBe(true);
      expect(content.length).toBeGreaterThan(5_000);
      await download.saveAs(`target/screenshots/panel-left.${kind.toLowerCase()}`);
    }

    // Of lines and texts, as any reader draws them, and no picture in it.
    const svg = readFileSync('target/screenshots/panel-left.svg', 'utf8');
    const found = await page.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        broken: picture.querySelectorAll('parsererror').length,
        pictures: picture.querySelectorAll('foreignObject, image').length,
        lines: [...picture.querySelectorAll('g > path[stroke]')].filter((path) =>
          /^M[^A-Z]+(?:L[^A-Z]+){2,}/.test(path.getAttribute('d') ?? ''),
        ).length,
        texts: [...picture.querySelectorAll('text')].map((each) => each.textContent),
      };
    }, svg);
    expect(found).toMatchObject({ broken: 0, pictures: 0 });
    expect(found.lines).toBeGreaterThan(0);
    expect(found.texts).toContain('Left');
    expect(found.texts.some((each) => /^\d.* ?m?s$/.test(each))).toBe(true);
    // Drawing it again has changed nothing on the screen.
    expect(await dashboard.seriesDrawn('Left')).toBeGreaterThan(0);

    await open(`/d/${uid}?kiosk=1`);
    await dashboard.seriesDrawn('Left');
    await expect.poll(() => page.getByRole('navigation').count()).toBe(0);
    await screenshot('dashboard-kiosk-light');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('becomes an alert that is tried before it is made, and fires', async ({ arrive, expect }) => {
    const uid = `alert-${Date.now()}`;
    const { page, open, screenshot } = await arrive('/dashboards');
    const dashboard = new DashboardPage(page);
    await dashboard.put(two(uid));
    await open(`/d/${uid}`);
    await dashboard.seriesDrawn('Left');
    await dashboard.panelMenu('Left', 'Alert from this panel');
    const name = `Slow${Date.now()}`;
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('For at least').fill('');
    await page.getByText('scrape_duration_seconds > 0', { exact: true }).waitFor();
    await page.getByText(/It would have fired/).waitFor({ timeout: 30_000 });
    await screenshot('alert-from-panel-dark');
    await page.getByRole('button', { name: 'Create the alert' }).click();
    await page.getByText(`${name} is watching.`).waitFor();
    await page.getByRole('dialog').getByRole('link', { name: 'Alerts' }).click();
    // The rule runs at the next evaluation, a quarter of a minute away at most.
    await expect
      .poll(
        async () => {
          await page.keyboard.press('r');
          // The field of the search says the name too, and so does a search without result.
          return page.getByRole('button', { name: new RegExp(name) }).count();
        },
        { timeout: 45_000, interval: 1_000 },
      )
      .toBeGreaterThan(0);
    await open(`/d/${uid}`);
    const mark = dashboard
      .panel('Left')
      .getByRole('button', { name: new RegExp(`^${name} fired`) });
    await expect
      .poll(
        async () => {
          await page.keyboard.press('r');
          return mark.count();
        },
        { timeout: 30_000, interval: 2_000 },
      )
      .toBeGreaterThan(0);
    await screenshot('alert-on-panel-dark');
  });
});
