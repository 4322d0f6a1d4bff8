import { describe } from 'vitest';
import { DashboardPage } from './pages/DashboardPage';
import { it } from './visitor';

const dashboard = (uid: string) => ({
  uid,
  title: `Forms ${uid}`,
  schemaVersion: 39,
  time: { from: 'now-5m', to: 'now' },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Scrapes',
      gridPos: { x: 0, y: 0, w: 24, h: 8 },
      targets: [{ refId: 'A', expr: 'scrape_duration_seconds' }],
    },
  ],
});

describe.concurrent('what a dashboard is made of', () => {
  it('has forms: variables with what they find, annotations, overrides', async ({
    arrive,
    expect,
  }) => {
    const uid = `forms-${Date.now()}`;
    const { page, open, screenshot } = await arrive('/dashboards');
    await new DashboardPage(page).put(dashboard(uid));
    await open(`/d/${uid}?edit=1`);
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    const dialog = page.getByRole('dialog');

    await dialog.getByRole('tab', { name: 'Variables' }).click();
    await dialog.getByRole('button', { name: 'Add a variable' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('job');
    await dialog.getByLabel('Query', { exact: true }).fill('label_values(up, job)');
    await dialog
      .getByRole('region', { name: 'What can be chosen now' })
      .getByText('gone')
      .waitFor();
    await screenshot('editor-variables-dark');
    await dialog.getByRole('tab', { name: 'Annotations' }).click();
    await dialog.getByRole('button', { name: 'Add an annotation' }).click();
    await screenshot('editor-annotations-dark');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: /^job: / }).waitFor();

    await open(`/d/${uid}?edit=1&editPanel=1`);
    await page.getByRole('button', { name: 'Add an override' }).click();
    const override = page.getByRole('region', { name: 'New' });
    await override.getByLabel('For fields').selectOption('byRegexp');
    await page.getByLabel('Pattern', { exact: true }).fill('/gone/');
    await page.getByLabel('Set something…').selectOption('custom.axisPlacement');
    await page.getByRole('group', { name: 'Axis' }).waitFor();
    await page.getByRole('button', { name: 'Add a mapping' }).click();
    await screenshot('editor-override-dark', { whole: true });

    // The columns to choose from are those that the panel's answers have.
    await page.getByRole('button', { name: 'Add a transformation' }).click();
    const transformation = page.getByRole('region', { name: 'Reduce to one value each' });
    await transformation.getByLabel('Kind').selectOption('organize');
    await page.getByLabel('New name of Time').fill('When');
    await screenshot('editor-transformation-dark', { whole: true });
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isEnabled()).toBe(true);
  });
});
