import { describe, expect, it } from 'vitest';
import { isComplete, selectorsOf } from './expression';
import { unitOfExpression } from './unit';

describe('the selectors of an expression', () => {
  it('are read with their matchers, each once', () => {
    const found = selectorsOf(
      'rate(a{x="1", y!~"2|3"}[5m]) / on(x) b + rate(a{x="1", y!~"2|3"}[1h] offset 1d)',
    );
    expect(found).toEqual([
      {
        metric: 'a',
        matchers: [
          { label: 'x', operator: '=', value: '1' },
          { label: 'y', operator: '!~', value: '2|3' },
        ],
        text: 'a{x="1", y!~"2|3"}',
      },
      { metric: 'b', matchers: [], text: 'b' },
    ]);
  });

  it('may name the metric between braces', () => {
    expect(selectorsOf('{"my.metric", a="b"}')[0]).toMatchObject({
      metric: 'my.metric',
      matchers: [{ label: 'a', value: 'b' }],
    });
    expect(selectorsOf('{__name__="x"}')[0]).toMatchObject({ metric: 'x', matchers: [] });
  });

  it('are none in plain arithmetic', () => {
    expect(selectorsOf('1 + time()')).toEqual([]);
  });
});

describe('an expression', () => {
  it.each(['up', 'sum by (job) (rate(x[5m]))', '1'])('%s is complete', (text) => {
    expect(isComplete(text)).toBe(true);
  });

  it.each(['', 'sum(', 'up{job=}', 'rate(x[5m)'])('“%s” is not', (text) => {
    expect(isComplete(text)).toBe(false);
  });
});

describe('the unit of an expression', () => {
  it.each([
    ['node_memory_MemFree_bytes', 'bytes'],
    ['up', 'number'],
    ['rate(node_network_receive_bytes_total[5m])', 'bytes/s'],
    ['sum by (a) (rate(http_requests_total[5m]))', 'number/s'],
    ['rate(node_cpu_seconds_total[5m])', 'seconds/s'],
    ['increase(x_bytes_total[1h])', 'bytes'],
    ['topk(5, process_resident_memory_bytes)', 'bytes'],
    [
      'histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
      'seconds',
    ],
    ['rate(x_seconds_sum[5m]) / rate(x_seconds_count[5m])', 'seconds'],
    ['a_bytes / b_bytes', 'number'],
    ['a_bytes - b_bytes', 'bytes'],
    ['1 - a_ratio', 'fraction'],
    ['a_bytes > 100', 'bytes'],
    ['a_bytes * 8', 'number'],
    ['count(a_bytes)', 'number'],
    ['process_start_time_seconds', 'instant'],
    ['time() - process_start_time_seconds', 'seconds'],
    ['max_over_time(a_seconds[1h])', 'seconds'],
    ['-a_bytes', 'bytes'],
    ['(a_bytes)', 'bytes'],
    ['max_over_time(rate(a_bytes_total[1m])[1h:1m])', 'bytes/s'],
    ['', 'number'],
  ])('%s is %s', (expression, text) => {
    const { quantity, perSecond } = unitOfExpression(expression);
    expect(quantity + (perSecond ? '/s' : '')).toBe(text);
  });
});
