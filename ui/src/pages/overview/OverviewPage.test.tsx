import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, show, success } from '../../test/render';
import OverviewPage from './OverviewPage';

const times = { lastEvaluation: '2026-01-01T00:00:00Z', evaluationTime: 0.001 };

const fires = (name: string, severity: string) => ({
  type: 'alerting',
  name,
  query: 'up == 0',
  health: 'ok',
  state: 'firing',
  duration: 60,
  labels: { severity },
  alerts: [
    {
      labels: { alertname: name, severity },
      annotations: { summary: `${name} it is` },
      state: 'firing',
      activeAt: '2026-01-01T00:00:00Z',
      value: '0e+00',
    },
  ],
  ...times,
});

const target = (job: string, health: string, lastError = '') => ({
  discoveredLabels: {},
  labels: { job },
  scrapePool: job,
  scrapeUrl: `http://${job}/metrics`,
  lastError,
  lastScrape: '2026-01-01T00:00:00Z',
  lastScrapeDuration: 0.01,
  health,
});

function serve(rules: readonly object[], targets: readonly object[], runtime: object = {}): void {
  fakeServer({
    rules: success({
      groups:
        rules.length === 0
          ? []
          : [{ name: 'g', file: '/etc/rules.yml', interval: 15, rules, ...times }],
    }),
    targets: success({ activeTargets: targets, droppedTargets: [] }),
    'status/runtimeinfo': success({ reloadConfigSuccess: true, corruptionCount: 0, ...runtime }),
    'notifications/dead': success([]),
  });
}

describe('the overview', () => {
  it('counts what fires by severity and shows the worst first', async () => {
    serve([fires('DiskFills', 'warning'), fires('ApiDown', 'critical')], [target('api', 'up')]);
    show(<OverviewPage />, '/');
    expect(await screen.findByText('1 critical')).toBeTruthy();
    expect(screen.getByText('1 warning')).toBeTruthy();
    const sentences = screen.getAllByText(/ it is$/).map((each) => each.textContent);
    expect(sentences).toEqual(['ApiDown it is', 'DiskFills it is']);
  });

  it('says why targets do not answer, and which rules watch nothing', async () => {
    serve(
      [{ ...fires('X', 'info'), state: 'unknown', health: 'err', lastError: 'broken', alerts: [] }],
      [target('db', 'down', 'connection refused'), target('db', 'up'), target('api', 'up')],
    );
    show(<OverviewPage />, '/');
    expect(await screen.findByText('1 of 2 down')).toBeTruthy();
    expect(screen.getByText('connection refused')).toBeTruthy();
    expect(screen.getByText('Targets: 2 of 3 up')).toBeTruthy();
    expect(screen.getByText('broken')).toBeTruthy();
    expect(screen.queryByText('Nothing needs attention')).toBeNull();
  });

  it('is calm when nothing is wrong', async () => {
    serve([{ ...fires('X', 'info'), state: 'inactive', alerts: [] }], [target('api', 'up')]);
    show(<OverviewPage />, '/');
    expect(await screen.findByText('Nothing needs attention')).toBeTruthy();
    expect(screen.getByText('1 alerting rule is watching, 1 target answers.')).toBeTruthy();
  });

  it('does not call it well when no rule watches', async () => {
    serve([], [target('api', 'up')]);
    show(<OverviewPage />, '/');
    expect(await screen.findByText(/No alerting rule is watching/)).toBeTruthy();
    expect(screen.queryByText('Nothing needs attention')).toBeNull();
  });

  it('tells what is wrong with the server itself', async () => {
    serve([], [target('api', 'up')], { reloadConfigSuccess: false, corruptionCount: 2 });
    show(<OverviewPage />, '/');
    expect(await screen.findByText(/last reload of the configuration failed/)).toBeTruthy();
    expect(screen.getByText('2 damaged files were set aside.')).toBeTruthy();
  });
});
