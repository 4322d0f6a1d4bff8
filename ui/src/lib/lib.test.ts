import { describe, expect, it } from 'vitest';
import { editDistance, nearestNames, rankMatches } from './rank';
import { distinctNames, seriesName } from './seriesName';

describe('searching by name', () => {
  const names = [
    'node_cpu_seconds_total',
    'process_cpu_seconds_total',
    'cpu_temp',
    'go_goroutines',
  ];

  it('puts the start first, then the start of a word, then letters in order', () => {
    expect(rankMatches(names, 'cpu', 9)).toEqual([
      'cpu_temp',
      'node_cpu_seconds_total',
      'process_cpu_seconds_total',
    ]);
    expect(rankMatches(names, 'ggr', 9)).toEqual(['go_goroutines']);
  });

  it('finds the names most like a misspelt one', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(nearestNames(names, 'node_cpu_second_total')).toEqual([
      'node_cpu_seconds_total',
      'process_cpu_seconds_total',
    ]);
    expect(nearestNames(names, 'zzzzzz')).toEqual([]);
  });
});

describe('the name of a series', () => {
  it.each([
    [{ __name__: 'up', job: 'b', a: 'c' }, 'up{a="c", job="b"}'],
    [{ __name__: 'up' }, 'up'],
    [{}, '{}'],
    [{ a: 'say "hi"\\' }, '{a="say \\"hi\\"\\\\"}'],
    [{ __name__: 'my.metric', 'my.label': 'x' }, '{"my.metric", "my.label"="x"}'],
  ])('is what one writes in PromQL', (labels, name) => {
    expect(seriesName(labels as Record<string, string>)).toBe(name);
  });

  it('beside others, says only what tells them apart', () => {
    expect(
      distinctNames([
        { __name__: 'up', job: 'a', env: 'x' },
        { __name__: 'up', job: 'b', env: 'x' },
      ]),
    ).toEqual(['{job="a"}', '{job="b"}']);
    expect(distinctNames([{ __name__: 'up', job: 'a' }])).toEqual(['up{job="a"}']);
  });
});
