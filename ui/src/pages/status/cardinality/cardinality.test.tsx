import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeServer, show, success } from '../../../test/render';
import { CardinalitySection } from './CardinalitySection';

const cost = (name: string, series: number, more: object = {}) => ({
  name,
  series,
  samplesPerSecond: series / 15,
  bytes: series * 1000,
  ...more,
});

function metrics(more: object = {}) {
  return success({
    activeSeries: 1200,
    queriesSince: '2026-01-01T00:00:00Z',
    budgets: [],
    unboundedLabels: [],
    total: 2,
    offset: 0,
    limit: 50,
    metrics: [cost('requests_total', 1000, { lastQueried: 1_767_225_600 }), cost('up', 200)],
    ...more,
  });
}

describe('the cardinality explorer', () => {
  it('lists metrics with what they cost and leads to their labels', async () => {
    const asked = fakeServer({ 'status/cardinality': metrics() });
    show(<CardinalitySection />, '/cardinality');
    const link = await screen.findByRole('link', { name: 'requests_total' });
    const row = link.closest('tr') as HTMLElement;
    expect(within(row).getByText('1,000')).toBeTruthy();
    expect(within(row).getByText(/ago$/)).toBeTruthy();
    expect(screen.getByText(/^not in/)).toBeTruthy();
    await userEvent.click(link);
    expect(window.location.search).toBe('?metric=requests_total');
    expect(asked.at(-1)).toContain('metric=requests_total');
  });

  it('sorts by what a column says', async () => {
    const asked = fakeServer({ 'status/cardinality': metrics() });
    show(<CardinalitySection />, '/cardinality?offset=50');
    await userEvent.click(await screen.findByRole('button', { name: 'On disk' }));
    expect(asked.at(-1)).toContain('sort=bytes');
    expect(window.location.search).toBe('?sort=bytes');
    const sorted = screen.getByRole('columnheader', { name: /On disk/ });
    expect(sorted.getAttribute('aria-sort')).toBe('descending');
  });

  it('shows the labels of a metric, and the way to their values', async () => {
    fakeServer({
      'status/cardinality': success({
        metric: 'up',
        ...cost('', 3),
        queriesSince: '2026-01-01T00:00:00Z',
        labels: [{ name: 'instance', values: 3, series: 3 }],
      }),
    });
    show(<CardinalitySection />, '/cardinality?metric=up');
    const link = await screen.findByRole('link', { name: 'instance' });
    expect(link.getAttribute('href')).toBe('/cardinality?metric=up&label=instance');
    expect(screen.getByRole('link', { name: 'All metrics' })).toBeTruthy();
  });

  it('goes through the values of a label page by page', async () => {
    fakeServer({
      'status/cardinality': success({
        metric: 'up',
        label: 'pod',
        total: 120,
        offset: 50,
        limit: 50,
        values: [cost('p51', 1)],
      }),
    });
    show(<CardinalitySection />, '/cardinality?metric=up&label=pod&offset=50');
    expect(await screen.findByText('51 to 100 of 120')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(window.location.search).toContain('offset=100');
  });

  it('says which budget is used up and what it refused', async () => {
    fakeServer({
      'status/cardinality': metrics({
        budgets: [{ match: '{job="a"}', maxSeries: 500, series: 500, refused: 17 }],
      }),
    });
    show(<CardinalitySection />, '/cardinality');
    const budgets = await screen.findByRole('region', { name: 'Budgets' });
    expect(within(budgets).getByText('{job="a"}')).toBeTruthy();
    expect(within(budgets).getByText('used up')).toBeTruthy();
    expect(within(budgets).getByText('17')).toBeTruthy();
  });

  it('says which labels have no bound and what to do', async () => {
    const why = { kind: 'address', remedies: ['drop it', 'bound it'] };
    fakeServer({
      'status/cardinality': metrics({
        unboundedLabels: [{ metric: 'visits_total', label: 'ip', values: 2500, ...why }],
      }),
    });
    const { unmount } = show(<CardinalitySection />, '/cardinality');
    const section = await screen.findByRole('region', { name: 'Labels without a bound' });
    const link = within(section).getByRole('link', { name: 'visits_total{ip}' });
    expect(link.getAttribute('href')).toBe('/cardinality?metric=visits_total&label=ip');
    expect(within(section).getByText('2,500')).toBeTruthy();
    expect(within(section).getByText('drop it')).toBeTruthy();
    unmount();
    fakeServer({
      'status/cardinality': success({
        metric: 'up',
        ...cost('', 3),
        queriesSince: '2026-01-01T00:00:00Z',
        labels: [{ name: 'ip', values: 25, series: 25, unbounded: why }],
      }),
    });
    show(<CardinalitySection />, '/cardinality?metric=up');
    expect(await screen.findByText('addresses: they may be about persons')).toBeTruthy();
  });

  it('says that nothing is there, or that nothing is found', async () => {
    fakeServer({ 'status/cardinality': metrics({ total: 0, metrics: [], activeSeries: 0 }) });
    const { unmount } = show(<CardinalitySection />, '/cardinality');
    expect(await screen.findByText(/No series is active/)).toBeTruthy();
    unmount();
    show(<CardinalitySection />, '/cardinality?search=xyz');
    expect(await screen.findByText(/xyz/)).toBeTruthy();
  });

  it('says what went wrong', async () => {
    fakeServer({ 'status/cardinality': new TypeError('no network') });
    show(<CardinalitySection />, '/cardinality');
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
