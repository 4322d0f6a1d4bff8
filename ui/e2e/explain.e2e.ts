import { describe } from 'vitest';
import { expectToFit } from './browser';
import { Frame } from './pages/Frame';
import { it } from './visitor';

function explained(query: string): string {
  return `/query?${new URLSearchParams({ 'g0.expr': query, 'g0.tab': 'explain' }).toString()}`;
}

const unmatched = 'up / on (instance, nowhere) group_left () (sum by (instance) (up) > 5)';

describe.concurrent('seeing how a query is answered', () => {
  it('the steps are listed with their series, samples and time, and open by keyboard', async ({
    arrive,
    expect,
  }) => {
    const { page, screenshot } = await arrive(
      '/query?g0.expr=sum(rate(scrape_samples_scraped[1m]))',
    );
    await page.getByText('Explain', { exact: true }).click();
    const steps = page.getByRole('list', { name: 'Steps of the query' });
    await steps.getByText('scrape_samples_scraped[1m]').waitFor();
    await expect.poll(() => steps.getByRole('listitem').count()).toBeGreaterThanOrEqual(3);
    expect(page.url()).toContain('g0.tab=explain');
    const first = page.getByRole('button', { name: 'Details of sum(…)' });
    await first.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => first.getAttribute('aria-expanded')).toBe('true');
    await page.getByText('Evaluated').waitFor();
    await screenshot('explain-dark');
  });

  it('a match that fails names the labels, in both languages', async ({ arrive }) => {
    const english = await arrive(explained('up + on (instance) up{job="nobody"}'));
    await english.page.getByText('The right side has no series at all.').first().waitFor();
    await english.page.getByText('job="nobody" matches no series.').waitFor();
    await english.screenshot('explain-match-dark');
    const french = await arrive(explained('up + on (instance) up{job="nobody"}'), {
      language: 'fr',
      theme: 'light',
    });
    await french.page.getByText('Le côté droit n’a aucune série.').first().waitFor();
    await french.screenshot('explain-match-light-fr');
  });

  it('a comparison that nothing satisfies says between what the values lie', async ({ arrive }) => {
    const { page, screenshot } = await arrive(explained(unmatched), { theme: 'light' });
    await page.getByText('> is true of no value').waitFor();
    await screenshot('explain-comparison-light');
  });

  it('holds on a telephone', async ({ arrive }) => {
    const { page, screenshot } = await arrive(
      explained('sum by (job) (up) / ignoring (instance) up'),
      { width: 360, height: 740 },
    );
    await page.getByRole('list', { name: 'Steps of the query' }).waitFor();
    await expectToFit(page);
    await screenshot('explain-phone');
  });
});

// One after the other: they look at what runs on the whole server.
describe('the running queries', () => {
  // Small in what it holds, endless in what it computes.
  const endless = 'max_over_time(quantile_over_time(0.5, vector(time())[1d:1s])[1d:1s])';

  it('are listed, and one is stopped after a second look', async ({ arrive, expect }) => {
    const { page, screenshot } = await arrive('/queries');
    const asked = page.evaluate(
      async (query) => (await fetch(`api/v1/query?query=${encodeURIComponent(query)}`)).status,
      endless,
    );
    await page.getByText('127.0.0.1').first().waitFor();
    await screenshot('queries-running-dark');
    await page.getByRole('button', { name: `Stop ${endless}` }).click();
    await page.getByText('Stop this query?').waitFor();
    await screenshot('queries-stop-dark');
    await page.getByRole('button', { name: 'Stop the query' }).click();
    expect(await asked).toBe(499);
    await page.getByText('No query is running.').waitFor();
    await page.getByText('query was canceled').first().waitFor();
    await screenshot('queries-ended-dark');
  });

  // Slow enough to be among the slowest, whatever else has been asked.
  const slow = 'max_over_time(vector(time())[14d:1s])';

  it('are one key away, and the slowest lead to their explanation', async ({ arrive }) => {
    const { page, screenshot } = await arrive(explained(slow), {
      theme: 'light',
    });
    await page.getByRole('list', { name: 'Steps of the query' }).waitFor();
    await new Frame(page).goTo('Running queries');
    await page.getByRole('heading', { level: 1, name: 'Running queries' }).waitFor();
    await page
      .getByRole('link', { name: `Explain ${slow}` })
      .first()
      .waitFor();
    await screenshot('queries-light');
    await page
      .getByRole('link', { name: `Explain ${slow}` })
      .first()
      .click();
    await page.getByRole('list', { name: 'Steps of the query' }).waitFor();
  });

  it('hold on a telephone', async ({ arrive }) => {
    const { page, screenshot } = await arrive('/queries', { width: 360, height: 740 });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectToFit(page);
    await screenshot('queries-phone');
  });
});
