import { beforeEach, describe, expect, it } from 'vitest';
import { changeParams, hrefOf, navigate } from './location';
import {
  pageWideParams,
  parseInstant,
  readRefreshMillis,
  readTimeRange,
  timeRangeParams,
} from './timeRange';

const params = (text: string) => new URLSearchParams(text);

describe('the time range in the address', () => {
  it('is the last hour when nothing is said', () => {
    expect(readTimeRange(params(''))).toEqual({ rangeMillis: 3_600_000, endMillis: undefined });
    expect(timeRangeParams({ rangeMillis: 3_600_000, endMillis: undefined })).toEqual({
      range: null,
      end: null,
    });
  });

  it('is read and written', () => {
    const range = { rangeMillis: 5_400_000, endMillis: Date.UTC(2026, 0, 31, 12) };
    const written = timeRangeParams(range);
    expect(written).toEqual({ range: '1h30m', end: '2026-01-31T12:00:00.000Z' });
    expect(
      readTimeRange(params(`range=${written['range'] ?? ''}&end=${written['end'] ?? ''}`)),
    ).toEqual(range);
  });

  it('comes from the first panel of a Prometheus link', () => {
    const link = params(
      'g0.expr=up&g0.range_input=2h&g0.end_input=2026-01-31+12%3A00&g1.range_input=1d',
    );
    expect(readTimeRange(link)).toEqual({
      rangeMillis: 7_200_000,
      endMillis: Date.UTC(2026, 0, 31, 12),
    });
  });

  it.each(['range=nonsense', 'range=0s', 'range=-5m'])('stands at the default for %s', (text) => {
    expect(readTimeRange(params(text)).rangeMillis).toBe(3_600_000);
  });

  it('reads instants as Prometheus writes them', () => {
    expect(parseInstant('1769860800')).toBe(1_769_860_800_000);
    expect(parseInstant('2026-01-31 12:00:30')).toBe(Date.UTC(2026, 0, 31, 12, 0, 30));
    expect(parseInstant('soon')).toBeUndefined();
  });

  it('is taken along to other pages with the refresh, and nothing else', () => {
    expect(pageWideParams(params('range=2h&refresh=5s&g0.expr=up')).toString()).toBe(
      'range=2h&refresh=5s',
    );
  });
});

describe('the refresh in the address', () => {
  it.each([
    ['', 30_000],
    ['refresh=off', 0],
    ['refresh=5s', 5_000],
    ['refresh=1ms', 1_000],
    ['refresh=often', 30_000],
  ])('“%s” is every %i ms', (text, millis) => {
    expect(readRefreshMillis(params(text))).toBe(millis);
  });
});

describe('the address', () => {
  beforeEach(() => navigate('/query?a=1&b=2'));

  it('changes only the parameters named', () => {
    changeParams({ a: null, c: '3' });
    expect(window.location.search).toBe('?b=2&c=3');
  });

  it('is built below the base of the site', () => {
    expect(hrefOf('/targets', params('x=1'))).toBe('/targets?x=1');
  });
});
