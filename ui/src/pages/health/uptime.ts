import type { QueryResult } from '../../api/types';

export const shownDays = 90;
export const daySeconds = 86_400;

/** The share of one day for which a service was up; undefined where nobody looked. */
export interface Day {
  /** When it begins, Unix milliseconds. */
  readonly startMillis: number;
  readonly share: number | undefined;
}

/** Unix seconds of the ends of the first and the last day shown: days end at the reader's midnight. */
export function dayEnds(nowMillis: number): { start: number; end: number } {
  const midnight = new Date(nowMillis);
  midnight.setHours(24, 0, 0, 0);
  const end = Math.floor(midnight.getTime() / 1_000);
  return { start: end - (shownDays - 1) * daySeconds, end };
}

/** What was measured, by check: for each end of a day, the value there. */
export function valuesByCheck(result: QueryResult | undefined): Map<string, Map<number, number>> {
  const found = new Map<string, Map<number, number>>();
  if (result?.resultType !== 'matrix') return found;
  for (const { metric, values = [] } of result.result) {
    const byTime = values.map(([seconds, text]): [number, number] => [seconds, Number(text)]);
    found.set(metric['check'] ?? '', new Map(byTime));
  }
  return found;
}

/** The days of a service, the oldest first. */
export function daysOf(
  values: ReadonlyMap<number, number> | undefined,
  { start }: { readonly start: number },
): Day[] {
  return Array.from({ length: shownDays }, (_, index) => {
    const end = start + index * daySeconds;
    return { startMillis: (end - daySeconds) * 1_000, share: values?.get(end) };
  });
}

export type DayState = 'ok' | 'warning' | 'critical' | 'unknown';

/** Up to a minute and a half of a day is not worth a colour; more than an hour is worth the worst. */
export function dayState(share: number | undefined): DayState {
  if (share === undefined) return 'unknown';
  if (share >= 0.999) return 'ok';
  return share >= 0.95 ? 'warning' : 'critical';
}

/** The mean over the days with data, and the worst of them. */
export function summaryOf(
  days: readonly Day[],
): { days: number; share: number; worst: Day & { share: number } } | undefined {
  const known = days.filter((day): day is Day & { share: number } => day.share !== undefined);
  const [first] = known;
  if (first === undefined) return undefined;
  return {
    days: known.length,
    share: known.reduce((sum, { share }) => sum + share, 0) / known.length,
    worst: known.reduce((worst, day) => (day.share < worst.share ? day : worst), first),
  };
}
