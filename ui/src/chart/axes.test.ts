import { describe, expect, it } from 'vitest';
import { timeLabels } from './timeAxis';
import { formatValue, plainNumber, type Unit } from './units';
import { extremes, yBounds, yTicks } from './yAxis';

const bytes: Unit = { quantity: 'bytes', perSecond: false };
const seconds: Unit = { quantity: 'seconds', perSecond: false };

describe('the y axis', () => {
  it('starts at zero when zero is near', () => {
    expect(yBounds(1, 10, false).min).toBe(0);
  });

  it('starts at a padded minimum when zero is far', () => {
    const { min, max } = yBounds(900, 1_000, false);
    expect(min).toBeCloseTo(894);
    expect(max).toBeCloseTo(1_006);
  });

  it('starts at zero for stacked areas, however far', () => {
    expect(yBounds(900, 1_000, true).min).toBe(0);
  });

  it.each([
    [0, { min: 0, max: 1 }],
    [8, { min: 0, max: 10 }],
    [-8, { min: -10, max: 0 }],
  ])('gives a flat line at %d some height', (value, bounds) => {
    expect(yBounds(value, value, false)).toEqual(bounds);
  });

  it('has a span even without any value', () => {
    expect(yBounds(Infinity, -Infinity, false)).toEqual({ min: 0, max: 1 });
  });

  it('takes no account of gaps, NaN and infinities', () => {
    expect(
      extremes([
        [1, null, NaN],
        [Infinity, -3],
      ]),
    ).toEqual({ min: -3, max: 1 });
  });

  it('uses one unit for all labels', () => {
    const { labels } = yTicks({ min: 0, max: 3 * 1024 ** 3 }, bytes);
    expect(labels).toEqual(['0 GiB', '1 GiB', '2 GiB', '3 GiB']);
  });

  it('uses one number of decimals for all labels', () => {
    expect(yTicks({ min: 0, max: 1 }, plainNumber).labels).toEqual([
      '0.0',
      '0.2',
      '0.4',
      '0.6',
      '0.8',
      '1.0',
    ]);
    expect(yTicks({ min: 0, max: 0.01 }, seconds).labels).toEqual([
      '0 ms',
      '2 ms',
      '4 ms',
      '6 ms',
      '8 ms',
      '10 ms',
    ]);
  });

  it('never has more than six labels', () => {
    for (let max = 0.001; max < 1e7; max *= 1.7) {
      const { labels } = yTicks({ min: 0, max }, plainNumber);
      expect(labels.length).toBeLessThanOrEqual(6);
      expect(labels.length).toBeGreaterThanOrEqual(2);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

describe('a value', () => {
  it.each([
    [1_288_490_189, bytes, '1.2 GiB'],
    [0, bytes, '0 B'],
    [0.0123, seconds, '12.3 ms'],
    [5_400, seconds, '1.5 h'],
    [-42, plainNumber, '−42'],
    [12_345_678, plainNumber, '12.346M'],
    [NaN, bytes, 'NaN'],
    [Infinity, bytes, '+Inf'],
    [-Infinity, bytes, '−Inf'],
    [2_048, { quantity: 'bytes', perSecond: true } as const, '2 KiB/s'],
    [0.25, { quantity: 'seconds', perSecond: true } as const, '0.25'],
    [0.254, { quantity: 'fraction', perSecond: false } as const, '25.4 %'],
    [1_700_000_000, { quantity: 'instant', perSecond: false } as const, '2023-11-14T22:13:20Z'],
  ])('%d with its unit reads well', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });
});

describe('the time axis', () => {
  it('says the clock, and the day where it changes', () => {
    const evening = Date.UTC(2026, 0, 31, 22) / 1_000;
    const places = [evening, evening + 3_600, evening + 7_200];
    expect(timeLabels(places, 3_600, 'en-GB', 'UTC')).toEqual(['22:00', '23:00', '1 Feb']);
  });

  it('says seconds when places are closer than a minute', () => {
    expect(timeLabels([Date.UTC(2026, 0, 1, 9, 5, 30) / 1_000], 10, 'en-GB', 'UTC')).toEqual([
      '09:05:30',
    ]);
  });
});
