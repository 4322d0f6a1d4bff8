import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '../../state/settings';
import { fakeServer, show, success } from '../../test/render';
import TargetsPage from './TargetsPage';

function target(scrapePool: string, health: string, more: object = {}) {
  return {
    scrapePool,
    health,
    discoveredLabels: { __address__: `${scrapePool}:1` },
    labels: { job: scrapePool, instance: `${scrapePool}:1` },
    scrapeUrl: `http://${scrapePool}:1/metrics`,
    lastError: '',
    lastScrape: '2026-01-01T00:00:00Z',
    lastScrapeDuration: 0.012,
    ...more,
  };
}

function serve(activeTargets: object[], more: object = {}, pools: string[] = []): void {
  fakeServer({
    targets: success({ activeTargets, droppedTargets: [], ...more }),
    scrape_pools: success({ scrapePools: pools }),
    'targets/relabel_steps': success({
      steps: [
        {
          rule: { action: 'replace', target_label: 'zone' },
          output: { __address__: 'api:1', zone: 'a' },
          keep: true,
        },
      ],
    }),
  });
}

describe('the Targets page', () => {
  it('says what the server found out about a failing target, and what to do', async () => {
    serve([
      target('db', 'down', {
        lastError: 'EOF',
        explanation: 'A PostgreSQL server answered.',
        remedy: 'Scrape port 9187.',
      }),
    ]);
    show(<TargetsPage />);
    const job = await screen.findByRole('region', { name: 'Job db' });
    expect(within(job).getByText('A PostgreSQL server answered.')).toBeTruthy();
    expect(within(job).getByText(/Scrape port 9187/)).toBeTruthy();
    expect(within(job).getByText('Down')).toBeTruthy();
  });

  it('explains a failure itself where the server does not, in the language of the reader', async () => {
    changeSettings({ language: 'fr' });
    serve([target('db', 'down', { lastError: 'dial tcp: connection refused' })]);
    show(<TargetsPage />);
    expect(await screen.findByText(/Rien n’écoute à cette adresse/)).toBeTruthy();
  });

  it('keeps only the rows in view of a job with thousands of targets, trouble first', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) =>
      target('fleet', i === 4_321 ? 'down' : 'up', { scrapeUrl: `http://host-${i}:1/metrics` }),
    );
    serve(many);
    show(<TargetsPage />);
    const job = await screen.findByRole('region', { name: 'Job fleet' });
    const rows = within(job).getAllByRole('button', { name: /^Details of/ });
    expect(rows.length).toBeLessThan(100);
    expect(rows[0]?.getAttribute('aria-label')).toContain('host-4321:');
    expect(within(job).getByText('4999 of 5000 up')).toBeTruthy();
  });

  it('shows an unsupported discovery on its job', async () => {
    serve(
      [],
      {
        poolProblems: [{ scrapePool: 'cloud', explanation: 'gce discovery is not supported here' }],
      },
      ['cloud'],
    );
    show(<TargetsPage />);
    const job = await screen.findByRole('region', { name: 'Job cloud' });
    expect(within(job).getByText('gce discovery is not supported here')).toBeTruthy();
  });

  it('shows what each relabelling rule did', async () => {
    serve([target('api', 'up')]);
    show(<TargetsPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Details of http://api:1/metrics' }),
    );
    expect(await screen.findByText(/target_label: zone/)).toBeTruthy();
    expect(screen.getByText('"a"', { selector: 'ins' })).toBeTruthy();
  });

  it('keeps search and state in the address', async () => {
    serve([target('api', 'up'), target('db', 'down')]);
    show(<TargetsPage />, '/targets?health=down');
    expect(await screen.findByRole('region', { name: 'Job db' })).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Job api' })).toBeNull();
    await userEvent.type(screen.getByRole('textbox'), 'q');
    expect(window.location.search).toBe('?health=down&search=q');
    expect(await screen.findByText('Nothing here matches “q”.')).toBeTruthy();
  });

  it('without any job, says how to add one', async () => {
    serve([]);
    show(<TargetsPage />);
    expect(await screen.findByText(/scrape_configs/)).toBeTruthy();
  });
});
