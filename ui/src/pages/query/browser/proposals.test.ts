import { describe, expect, it } from 'vitest';
import { kindOf, proposalsFor } from './proposals';

const expressions = (metric: string, type: string | undefined, matchers = {}, by = '') =>
  Object.fromEntries(
    proposalsFor({ metric, type, matchers, by }).map(({ name, expression }) => [name, expression]),
  );

describe('what a metric is', () => {
  it.each([
    ['http_requests_total', 'counter', 'counter'],
    ['http_requests_total', undefined, 'counter'],
    ['jobs', 'counter', 'counter'],
    ['http_seconds_bucket', 'histogram', 'bucket'],
    ['http_seconds_bucket', 'unknown', 'bucket'],
    ['http_seconds_count', 'histogram', 'counter'],
    ['http_seconds_sum', 'summary', 'counter'],
    ['http_seconds', 'histogram', 'nativeHistogram'],
    ['http_seconds', 'summary', 'gauge'],
    ['node_memory_MemFree_bytes', 'gauge', 'gauge'],
    ['row_count', 'gauge', 'gauge'],
    ['process_start_time_seconds', 'gauge', 'gauge'],
    ['backup_last_success_timestamp_seconds', 'gauge', 'timestamp'],
    ['build_info', 'gauge', 'info'],
  ])('%s, said to be %s, is a %s', (metric, type, kind) => {
    expect(kindOf({ metric, type })).toBe(kind);
  });
});

describe('the questions for a metric', () => {
  it('are rates for a counter', () => {
    expect(expressions('requests_total', 'counter', { job: 'api' })).toEqual({
      perSecond: 'sum(rate(requests_total{job="api"}[5m]))',
      eachPerSecond: 'rate(requests_total{job="api"}[5m])',
      increase: 'sum(increase(requests_total{job="api"}[1h]))',
    });
  });

  it('are quantiles and the mean for a histogram, whose bounds stay apart', () => {
    expect(expressions('h_bucket', 'histogram', { le: '1', job: 'api' }, 'route')).toEqual({
      quantile95:
        'histogram_quantile(0.95, sum by (le, route) (rate(h_bucket{job="api", le="1"}[5m])))',
      median: 'histogram_quantile(0.5, sum by (le, route) (rate(h_bucket{job="api", le="1"}[5m])))',
      mean: 'sum by (route) (rate(h_sum{job="api"}[5m])) / sum by (route) (rate(h_count{job="api"}[5m]))',
      perSecond: 'sum by (route) (rate(h_count{job="api"}[5m]))',
    });
  });

  it('need no bounds for a native histogram', () => {
    expect(expressions('h', 'histogram')['quantile95']).toBe(
      'histogram_quantile(0.95, sum(rate(h[5m])))',
    );
  });

  it('are the values themselves for a gauge, and the age for an instant', () => {
    expect(expressions('temperature', 'gauge', {}, 'room')).toEqual({
      values: 'temperature',
      average: 'avg by (room) (temperature)',
      highest: 'max by (room) (temperature)',
      sum: 'sum by (room) (temperature)',
    });
    expect(expressions('done_timestamp_seconds', 'gauge')['age']).toBe(
      'time() - done_timestamp_seconds',
    );
  });

  it('quote names that are not plain', () => {
    expect(expressions('a.b', 'counter', {}, 'c.d')['perSecond']).toBe(
      'sum by ("c.d") (rate({"a.b"}[5m]))',
    );
  });
});
