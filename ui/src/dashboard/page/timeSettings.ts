import { formatDuration, parseDuration } from '../../lib/duration';
import { parseInstant } from '../../state/timeRange';

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

/** The page's parameters for a stretch of time as Grafana writes it. */
export function rangeParams(
  from: string,
  to: string,
  nowMillis: number,
): Record<'range' | 'end', string | null> | undefined {
  const start = instantOf(from, nowMillis);
  const end = instantOf(to, nowMillis);
  if (start === undefined || end === undefined || end <= start) return undefined;
  // What ends now, or after it as `now/d` to its end may, goes on with time.
  const moves = to.startsWith('now') && Math.abs(end - nowMillis) < 1_000;
  return {
    range: formatDuration(Math.round((end - start) / 1_000) * 1_000),
    end: moves ? null : new Date(end).toISOString(),
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
