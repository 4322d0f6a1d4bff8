import { describe, expect, it } from 'vitest';
import { newestFirst } from './useExemplars';

describe('exemplars of several series', () => {
  it('come together, the newest first', () => {
    const of = (...timestamps: number[]) => ({
      seriesLabels: {},
      exemplars: timestamps.map((timestamp) => ({ labels: {}, value: '1', timestamp })),
    });
    expect(newestFirst([of(1, 5), of(3)]).map(({ timestamp }) => timestamp)).toEqual([5, 3, 1]);
    expect(newestFirst([])).toEqual([]);
  });
});
