import { formatDuration, parseDuration } from '../lib/duration';

/** What stretch of time a page shows. Without an end it ends now and moves on with each refresh. */
export interface TimeRange {
  readonly rangeMillis: number;
  readonly endMillis: number | undefined;
}

export const defaultRangeMillis = 3_600_000;
export const defaultRefreshMillis = 30_000;

/** Offered in the time picker. */
export const quickRanges: readonly string[] = [
  '5m',
  '15m',
  '30m',
  '1h',
  '3h',
  '6h',
  '12h',
  '1d',
  '2d',
  '7d',
  '30d',
  '90d',
];

/** Offered for the refresh; 0 is off. */
export const refreshChoicesMillis: readonly number[] = [0, 5_000, 10_000, 30_000, 60_000, 300_000];

/** Milliseconds of an instant written as ISO 8601, as `2026-01-31 13:45` in UTC, or in Unix seconds. */
export function parseInstant(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000;
  const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)$/.exec(text);
  const millis = Date.parse(local ? `${local[1] ?? ''}T${local[2] ?? ''}Z` : text);
  return Number.isNaN(millis) ? undefined : millis;
}

function firstPanelParam(params: URLSearchParams, suffix: string): string | null {
  for (const [name, value] of params) {
    if (/^g\d+\./.test(name) && name.endsWith(suffix) && value !== '') return value;
  }
  return null;
}

/** What holds where an address says nothing. */
export interface TimeDefaults {
  readonly range: TimeRange;
  readonly refreshMillis: number;
}

export const usualTime: TimeDefaults = {
  range: { rangeMillis: defaultRangeMillis, endMillis: undefined },
  refreshMillis: defaultRefreshMillis,
};

// Where a range ends in the past by itself, the present must be said.
const untilNow = 'now';

/**
 * The range that an address asks for: `range` and `end`, or else those of the first panel of a
 * Prometheus link (`g0.range_input`, `g0.end_input`).
 */
export function readTimeRange(
  params: URLSearchParams,
  { range: usual }: TimeDefaults = usualTime,
): TimeRange {
  const range = params.get('range') ?? firstPanelParam(params, '.range_input');
  const end = params.get('end') ?? firstPanelParam(params, '.end_input');
  const rangeMillis = parseDuration(range ?? '') ?? 0;
  return {
    rangeMillis: rangeMillis > 0 ? rangeMillis : usual.rangeMillis,
    endMillis: end === null ? usual.endMillis : parseInstant(end),
  };
}

function endParam({ endMillis }: TimeRange, usual: TimeRange): string | null {
  if (endMillis === usual.endMillis) return null;
  return endMillis === undefined ? untilNow : new Date(endMillis).toISOString();
}

/** The parameters that say this range; the default says nothing. */
export function timeRangeParams(
  range: TimeRange,
  { range: usual }: TimeDefaults = usualTime,
): Record<string, string | null> {
  return {
    range: range.rangeMillis === usual.rangeMillis ? null : formatDuration(range.rangeMillis),
    end: endParam(range, usual),
  };
}

/** Time between two refreshes; 0 means off. */
export function readRefreshMillis(
  params: URLSearchParams,
  { refreshMillis: usual }: TimeDefaults = usualTime,
): number {
  const text = params.get('refresh');
  if (text === null) return usual;
  if (text === 'off') return 0;
  return Math.max(1_000, parseDuration(text) ?? usual);
}

export function refreshParam(
  millis: number,
  { refreshMillis: usual }: TimeDefaults = usualTime,
): string | null {
  if (millis === usual) return null;
  return millis === 0 ? 'off' : formatDuration(millis);
}

const pageWide = ['range', 'end', 'refresh'];

/** What a link to another page takes along: the time range and the refresh. */
export function pageWideParams(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    pageWide.flatMap((name) => {
      const value = params.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
