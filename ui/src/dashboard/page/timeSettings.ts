import { parseDuration } from '../../lib/duration';
import { parseInstant, usualTime, type TimeDefaults, type TimeRange } from '../../state/timeRange';
import type { Dashboard } from '../model/types';

const relative = /^now(?:([+-])(\d+[smhdwMy]))?(?:\/([smhdwMy]))?$/;

/** Months and years, which a duration does not know, at their usual length. */
function spanMillis(text: string): number {
  const written = text.replace(/M$/, 'm');
  if (text.endsWith('M')) return (parseDuration(written) ?? 0) * 60 * 24 * 30;
  return parseDuration(written) ?? 0;
}

/** Back to the beginning of a minute, hour, day, …, in the viewer's zone. */
function startOf(millis: number, unit: string): number {
  const date = new Date(millis);
  if (unit === 's') date.setMilliseconds(0);
  if (unit === 'm') date.setSeconds(0, 0);
  if (unit === 'h') date.setMinutes(0, 0, 0);
  if ('dwMy'.includes(unit)) date.setHours(0, 0, 0, 0);
  if (unit === 'w') date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  if (unit === 'M') date.setDate(1);
  if (unit === 'y') date.setMonth(0, 1);
  return date.getTime();
}

/** The instant of `now-6h`, `now/d`, a date or milliseconds; undefined for anything else. */
export function instantOf(text: string, nowMillis: number): number | undefined {
  if (/^\d{10,}$/.test(text)) return Number(text);
  const match = relative.exec(text.trim());
  if (match === null) return parseInstant(text);
  const [, sign, span, unit] = match;
  const moved = nowMillis + (sign === '+' ? 1 : -1) * (span === undefined ? 0 : spanMillis(span));
  return unit === undefined ? moved : startOf(moved, unit);
}

/** The stretch of time from one of Grafana's texts to another; undefined where there is none. */
export function rangeBetween(from: string, to: string, nowMillis: number): TimeRange | undefined {
  const start = instantOf(from, nowMillis);
  const end = instantOf(to, nowMillis);
  if (start === undefined || end === undefined || end <= start) return undefined;
  // What ends now goes on with time.
  const moves = to.startsWith('now') && Math.abs(end - nowMillis) < 1_000;
  return {
    rangeMillis: Math.round((end - start) / 1_000) * 1_000,
    endMillis: moves ? undefined : end,
  };
}

/** What holds on the page of a dashboard where the address says nothing. */
export function timeDefaults(
  { time, refresh }: Pick<Dashboard, 'time' | 'refresh'>,
  nowMillis: number,
): TimeDefaults {
  return {
    range: rangeBetween(time.from, time.to, nowMillis) ?? usualTime.range,
    refreshMillis: Math.max(
      1_000,
      parseDuration(refresh === '' ? '-' : refresh) ?? usualTime.refreshMillis,
    ),
  };
}

/** The zone for axes; undefined for the viewer's own. */
export function zoneOf(timeZone: string): string | undefined {
  if (timeZone === '' || timeZone === 'browser') return undefined;
  const name = timeZone === 'utc' ? 'UTC' : timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
