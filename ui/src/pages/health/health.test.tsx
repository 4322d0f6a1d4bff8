import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { setSession } from '../../state/session';
import { fakeServer, show, success } from '../../test/render';
import HealthPage from './HealthPage';
import { byTrouble, neededBy } from './services';
import type { Service } from './types';
import { dayEnds, daysOf, dayState, summaryOf } from './uptime';

const service = (name: string, more: Partial<Service> = {}): Service => ({
  name,
  status: 'healthy',
  since: '2026-01-01T00:00:00Z',
  lastCheck: '2026-01-02T00:00:00Z',
  responseTime: 12,
  blockedBy: [],
  kind: 'http',
  url: `http://${name}/health`,
  interval: 30_000,
  timeout: 5_000,
  retries: 3,
  critical: true,
  dependsOn: [],
  byFile: true,
  lastFailures: [],
  ...more,
});

const broken = service('db', {
  status: 'unhealthy',
  byFile: false,
  lastFailures: [
    {
      time: '2026-01-02T00:00:00Z',
      status: 'unhealthy',
      phase: 'connect',
      message: 'connection refused',
      remote: '10.0.0.1:5432',
    },
  ],
});
const blocked = service('api', { status: 'unhealthy', blockedBy: ['db'], dependsOn: ['db'] });

describe('services', () => {
  it('come with the worst first, and what waits for another after it', () => {
    const sorted = byTrouble([service('a'), blocked, service('b', { status: 'degraded' }), broken]);
    expect(sorted.map(({ name }) => name)).toEqual(['db', 'api', 'b', 'a']);
  });

  it('know who needs them', () => {
    expect(neededBy('db', [broken, blocked])).toEqual(['api']);
  });
});

describe('the days of a service', () => {
  const range = dayEnds(Date.UTC(2026, 5, 15, 12));

  it('are ninety, the last of which is not over', () => {
    const days = daysOf(new Map([[range.end, 0.5]]), range);
    expect(days).toHaveLength(90);
    expect(days[89]?.share).toBe(0.5);
    expect(days[0]?.share).toBeUndefined();
    expect(days[89]?.startMillis).toBeLessThanOrEqual(Date.UTC(2026, 5, 15, 12));
  });

  it('come to a mean over those that are known, and to the worst', () => {
    const days = daysOf(
      new Map([
        [range.end, 0.5],
        [range.end - 86_400, 1],
      ]),
      range,
    );
    const summary = summaryOf(days);
    expect(summary?.share).toBe(0.75);
    expect(summary?.days).toBe(2);
    expect(summary?.worst.share).toBe(0.5);
    expect(summaryOf(daysOf(undefined, range))).toBeUndefined();
  });

  it.each([
    [1, 'ok'],
    [0.999, 'ok'],
    [0.998, 'warning'],
    [0.95, 'warning'],
    [0.94, 'critical'],
    [0, 'critical'],
    [undefined, 'unknown'],
  ])('with a share of %s are %s', (share, state) => {
    expect(dayState(share)).toBe(state);
  });
});

describe('the page of services', () => {
  const serve = (services: readonly Service[]) =>
    fakeServer({
      '/api/health/services': services,
      query_range: success({ resultType: 'matrix', result: [] }),
    });

  it('says of each how it is and why, and the rest on demand', async () => {
    serve([service('web'), broken, blocked]);
    show(<HealthPage />, '/services');
    expect(await screen.findByText('1 of 3 healthy')).toBeTruthy();
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows[0]).toContain('dbhttp · http://db/health' + 'connection refused');
    expect(rows[1]).toContain('because of db');
    await userEvent.click(screen.getByRole('button', { name: 'Details of db' }));
    const failures = within(screen.getByRole('region', { name: 'Last failures' }));
    expect(failures.getByText('while connect')).toBeTruthy();
    expect(failures.getByText('10.0.0.1:5432')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'unhealthy api' })).toBeTruthy();
  });

  it('lets remove what was added here, but not what stands in the file', async () => {
    serve([broken, service('web')]);
    show(<HealthPage />, '/services');
    await userEvent.click(await screen.findByRole('button', { name: 'Details of db' }));
    expect(screen.getByRole('button', { name: 'Remove db' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Details of web' }));
    expect(screen.queryByRole('button', { name: 'Remove web' })).toBeNull();
    expect(screen.getByText(/stands in the configuration file/)).toBeTruthy();
  });

  it('lets a viewer look and nothing else', async () => {
    const person = { name: 'val', means: 'session', permissions: ['read'], initialPassword: false };
    setSession({ kind: 'in', person });
    const asked = serve([broken]);
    show(<HealthPage />, '/services');
    const add = await screen.findByRole('button', { name: 'Add a check' });
    expect(add.getAttribute('aria-disabled')).toBe('true');
    expect(add.getAttribute('aria-description')).toBe(
      'val may not do this: it takes the role editor.',
    );
    await userEvent.click(add);
    expect(screen.queryByRole('dialog')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Look at all now' }));
    expect(asked.filter((address) => address.endsWith('/api/health/check'))).toEqual([]);
  });

  it('says how to begin when nothing is looked at', async () => {
    serve([]);
    show(<HealthPage />, '/services');
    expect(await screen.findByText('No service is looked at.')).toBeTruthy();
  });
});
