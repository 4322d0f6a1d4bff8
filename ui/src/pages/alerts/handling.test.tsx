import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show, success } from '../../test/render';
import AlertsPage from './AlertsPage';

const rules = (more: object) =>
  success({
    groups: [
      {
        name: 'g',
        file: 'rules.yml',
        interval: 15,
        lastEvaluation: '2026-01-01T00:00:00Z',
        evaluationTime: 0.001,
        rules: [
          {
            type: 'alerting',
            name: 'Down',
            query: 'up == 0',
            health: 'ok',
            state: 'firing',
            lastEvaluation: '2026-01-01T00:00:00Z',
            evaluationTime: 0.001,
            alerts: [
              {
                labels: { alertname: 'Down', severity: 'critical' },
                annotations: {},
                state: 'firing',
                activeAt: '2026-01-01T00:00:00Z',
                value: '0e+00',
                fingerprint: 'abc',
                ...more,
              },
            ],
          },
        ],
      },
    ],
  });

interface Deed {
  readonly path: string;
  readonly body: unknown;
}

/** A server that answers by path, and the deeds that it was asked for. */
function serve(answers: Readonly<Record<string, unknown>>): Deed[] {
  const deeds: Deed[] = [];
  vi.stubGlobal('fetch', (address: string, init?: RequestInit) => {
    const path = new URL(address, 'http://server').pathname.replace('/api/v1/', '');
    if (init?.method === 'POST')
      deeds.push({ path, body: JSON.parse(init.body as string) as unknown });
    return Promise.resolve(new Response(JSON.stringify(answers[path] ?? success([]))));
  });
  return deeds;
}

const quiet = { 'notifications/dead': success([]), 'alerts/history': success({ events: [] }) };

describe('an alert on the Alerts page', () => {
  it('is acknowledged under a name that is remembered', async () => {
    const deeds = serve({ ...quiet, rules: rules({}) });
    show(<AlertsPage />, '/alerts');
    await userEvent.click(await screen.findByRole('button', { name: 'Acknowledge Down' }));
    await userEvent.type(await screen.findByLabelText('Who'), 'ann');
    await userEvent.type(screen.getByLabelText('Comment'), 'on it');
    await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    expect(deeds).toEqual([
      { path: 'alerts/abc/acknowledge', body: { owner: 'ann', comment: 'on it', for: '4h' } },
    ]);
    expect(localStorage.getItem('vigie.settings')).toContain('ann');
  });

  it('says who has it, and lets it go', async () => {
    const acknowledgement = { owner: 'ann', comment: 'on it', since: '2026-01-01T00:00:00Z' };
    const deeds = serve({ ...quiet, rules: rules({ acknowledgement }) });
    show(<AlertsPage />, '/alerts');
    expect(await screen.findByText(/ann has it/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Release Down' }));
    expect(deeds.map(({ path }) => path)).toEqual(['alerts/abc/unacknowledge']);
  });

  it('tells what happened to it', async () => {
    serve({
      ...quiet,
      rules: rules({}),
      'alerts/history': success({
        events: [
          {
            time: '2026-01-01T00:01:00Z',
            kind: 'notification.failed',
            labels: {},
            destination: 'ops/webhook[0]',
            failure: '500 no',
            attempts: 3,
          },
          { time: '2026-01-01T00:00:00Z', kind: 'alert.fired', labels: {} },
        ],
      }),
    });
    show(<AlertsPage />, '/alerts');
    await userEvent.click(await screen.findByRole('button', { name: 'Details of Down' }));
    expect(await screen.findByText(/to ops\/webhook\[0\] · 3 attempts · 500 no/)).toBeTruthy();
    expect(screen.getByText('fired')).toBeTruthy();
  });
});

describe('why', () => {
  it('shows the chain and the link that stopped it', async () => {
    serve({
      ...quiet,
      rules: rules({}),
      why: success({
        alert: 'Down',
        at: '2026-01-01T00:00:00Z',
        chains: [
          {
            labels: {},
            fingerprint: 'abc',
            summary: 'silenced by 1',
            steps: [
              { link: 'rule', mark: 'yes', text: 'Down is a rule' },
              { link: 'silence', mark: 'no', text: 'silenced by 1 of ann' },
            ],
          },
        ],
      }),
    });
    show(<AlertsPage />, '/alerts');
    await userEvent.click(await screen.findByRole('button', { name: 'Details of Down' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Why' }));
    expect(await screen.findByText('silenced by 1 of ann')).toBeTruthy();
    expect(screen.getByText('stopped here')).toBeTruthy();
  });
});

describe('messages that were given up', () => {
  it('are listed with the reason, and say why they fail again', async () => {
    const letter = {
      id: 'x/ops/webhook[0]',
      destination: 'ops/webhook[0]',
      receiver: 'ops',
      groupLabels: { alertname: 'Down' },
      time: '2026-01-01T00:00:00Z',
      status: 'firing',
      attempts: 2,
      failure: 'connection refused',
      alertCount: 1,
    };
    const deeds = serve({
      ...quiet,
      rules: rules({}),
      'notifications/dead': success([letter]),
      'notifications/dead/resend': success({ delivered: false, problem: 'still refused' }),
    });
    show(<AlertsPage />, '/alerts');
    expect(await screen.findByText('connection refused')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Send again to ops/webhook[0]' }));
    expect(await screen.findByText('still refused')).toBeTruthy();
    expect(deeds).toEqual([{ path: 'notifications/dead/resend', body: { id: letter.id } }]);
  });
});
