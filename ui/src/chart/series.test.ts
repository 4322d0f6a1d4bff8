import { describe, expect, it } from 'vitest';
import { assignColours, strokeAt } from './colours';
import type { ChartSeries } from './columns';
import { isolate, sortLegend, statsOf, toggle } from './legend';
import { stackColumns } from './stack';
import { tooltipRows } from './tooltip';

function line(key: string, ...values: (number | null)[]): ChartSeries {
  return { key, labels: { __name__: key }, values };
}

describe('colours', () => {
  it('go by order', () => {
    expect([...assignColours(new Map(), ['a', 'b'])]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it('stay with their series when others come and go', () => {
    const before = assignColours(new Map(), ['a', 'b', 'c']);
    const after = assignColours(before, ['c', 'd', 'a']);
    expect(after.get('a')).toBe(0);
    expect(after.get('c')).toBe(2);
    expect(after.get('d')).toBe(1);
  });

  it('return dashed beyond ten', () => {
    expect(strokeAt(3)).toEqual({ token: '--series-3', dash: [] });
    expect(strokeAt(13).token).toBe('--series-3');
    expect(strokeAt(13).dash).not.toEqual([]);
  });
});

describe('stacking', () => {
  it('puts each series on those before it', () => {
    expect(
      stackColumns([
        [1, 2],
        [10, 20],
      ]),
    ).toEqual([
      [1, 2],
      [11, 22],
    ]);
  });

  it('keeps gaps, which add nothing to the series above', () => {
    expect(
      stackColumns([
        [1, null, NaN],
        [10, 20, 30],
      ]),
    ).toEqual([
      [1, null, null],
      [11, 20, 30],
    ]);
  });
});

describe('the tooltip', () => {
  it('sorts by value and marks the nearest', () => {
    const series = [line('a', 1), line('b', 3), line('c', 2)];
    const { rows, more } = tooltipRows(
      series,
      series.map(({ values }) => values),
      0,
      1.9,
    );
    expect(rows.map(({ key }) => key)).toEqual(['b', 'c', 'a']);
    expect(rows.find(({ nearest }) => nearest)?.key).toBe('c');
    expect(more).toBe(0);
  });

  it('leaves out series without a value there, and keeps NaN last', () => {
    const series = [line('a', NaN), line('b', null), line('c', 2)];
    expect(
      tooltipRows(
        series,
        series.map(({ values }) => values),
        0,
        0,
      ).rows.map(({ key }) => key),
    ).toEqual(['c', 'a']);
  });

  it('shows twelve rows at most, the nearest among them, and counts the rest', () => {
    const series = Array.from({ length: 30 }, (_, index) => line(`s${index}`, 100 - index));
    const { rows, more } = tooltipRows(
      series,
      series.map(({ values }) => values),
      0,
      71,
    );
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)).toEqual({ key: 's29', value: 71, nearest: true });
    expect(more).toBe(18);
  });

  it('takes the nearest by where it is drawn, not by its value', () => {
    const series = [line('a', 5), line('b', 5)];
    expect(tooltipRows(series, [[5], [10]], 0, 9.5).rows.find(({ nearest }) => nearest)?.key).toBe(
      'b',
    );
  });
});

describe('the legend', () => {
  it('knows last, min, max and mean of what is there', () => {
    expect(statsOf([null, 4, 1, NaN, 7, null])).toEqual({ last: 7, min: 1, max: 7, mean: 4 });
  });

  it('sorts by a column, series without a value last', () => {
    const series = [line('a', 1), line('none', null), line('b', 2)];
    const stats = new Map(series.map(({ key, values }) => [key, statsOf(values)]));
    expect(
      sortLegend(series, stats, { column: 'max', descending: true }).map(({ key }) => key),
    ).toEqual(['b', 'a', 'none']);
    expect(
      sortLegend(series, stats, { column: 'max', descending: false }).map(({ key }) => key),
    ).toEqual(['a', 'b', 'none']);
  });

  it('isolates a series, and shows all again at the second click', () => {
    const alone = isolate(new Set(), 'a', ['a', 'b', 'c']);
    expect([...alone]).toEqual(['b', 'c']);
    expect(isolate(alone, 'a', ['a', 'b', 'c']).size).toBe(0);
    expect([...isolate(alone, 'b', ['a', 'b', 'c'])]).toEqual(['a', 'c']);
  });

  it('toggles a series but never hides the last one', () => {
    expect([...toggle(new Set(), 'a', ['a', 'b'])]).toEqual(['a']);
    expect([...toggle(new Set(['a']), 'b', ['a', 'b'])]).toEqual(['a']);
    expect(toggle(new Set(['a']), 'a', ['a', 'b']).size).toBe(0);
  });
});
