import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeServer, show, success } from '../../test/render';
import RulesPage from '../rules/RulesPage';
import AlertsPage from './AlertsPage';

const times = { lastEvaluation: '2026-01-01T00:00:00Z', evaluationTime: 0.001 };

function serve(...rules: object[]): void {
  fakeServer({
    rules: success({
      groups:
        rules.length === 0
          ? []
          : [{ name: 'g', file: '/etc/rules.yml', interval: 15, rules, ...times }],
    }),
  });
}

const down = {
  type: 'alerting',
  name: 'Down',
  query: 'up == 0',
  health: 'ok',
  state: 'firing',
  duration: 60,
  labels: { severity: 'critical' },
  alerts: [
    {
      labels: { alertname: 'Down', severity: 'critical', instance: 'db-1' },
      annotations: { summary: 'db-1 does not answer', runbook_url: 'https://wiki/down' },
      state: 'firing',
      activeAt: '2026-01-01T00:00:00Z',
      value: '0e+00',
    },
  ],
  ...times,
};

describe('the Alerts page', () => {
  it('says what fires, for whom, and tells the rest on demand', async () => {
    serve(down);
    show(<AlertsPage />, '/alerts');
    expect(await screen.findByText('db-1 does not answer')).toBeTruthy();
    expect(screen.getByText('1 firing')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Details of Down' }));
    expect(screen.getByRole('link', { name: 'https://wiki/down' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'up == 0' }).getAttribute('href')).toContain('/query?');
  });

  it('is calm when nothing fires, and says how many rules watch', async () => {
    serve({ ...down, state: 'inactive', alerts: [] });
    show(<AlertsPage />, '/alerts');
    expect(await screen.findByText('Nothing fires')).toBeTruthy();
    expect(screen.getByText('1 alerting rule is watching.')).toBeTruthy();
  });

  it('without rules, says how to add one', async () => {
    serve();
    show(<AlertsPage />, '/alerts');
    expect(await screen.findByText(/rule_files/)).toBeTruthy();
  });
});

describe('the Rules page', () => {
  it('shows why a rule fails, and filters by it', async () => {
    serve(down, {
      type: 'recording',
      name: 'job:x',
      query: 'a * b',
      health: 'err',
      lastError: 'many-to-many matching not allowed',
      ...times,
    });
    show(<RulesPage />, '/rules?kind=failing');
    expect(await screen.findByText('many-to-many matching not allowed')).toBeTruthy();
    expect(screen.getByText('job:x')).toBeTruthy();
    expect(screen.queryByText('Down')).toBeNull();
    expect(screen.getByText('2 rules, 1 failing')).toBeTruthy();
  });
});
