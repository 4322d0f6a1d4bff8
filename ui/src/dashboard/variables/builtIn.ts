import { formatDuration } from '../../lib/duration';

/** What the variables that every dashboard has are made from. */
export interface Moment {
  readonly startMillis: number;
  readonly endMillis: number;
  readonly stepMillis: number;
  /** How often the series are written at least: the panel's smallest step, or the usual one. */
  readonly smallestMillis: number;
  readonly dashboard?: { readonly uid: string; readonly title: string };
}

/** How often targets are scraped unless a panel says otherwise. */
export const usualScrapeMillis = 15_000;

/** A range that `rate` can work with: four scrapes, or a scrape more than the step. */
export function rateIntervalMillis(stepMillis: number, smallestMillis: number): number {
  return Math.max(stepMillis + smallestMillis, 4 * smallestMillis);
}

/** The values of `$__interval` and the others that begin with two underscores, by name. */
export function builtInVariables(moment: Moment): ReadonlyMap<string, string> {
  const { startMillis, endMillis, stepMillis, smallestMillis, dashboard } = moment;
  const rangeMillis = Math.max(0, Math.round(endMillis - startMillis));
  const rateMillis = rateIntervalMillis(stepMillis, smallestMillis);
  const rangeSeconds = Math.max(1, Math.round(rangeMillis / 1_000));
  return new Map([
    ['__interval', formatDuration(stepMillis)],
    ['__interval_ms', String(stepMillis)],
    ['__rate_interval', formatDuration(rateMillis)],
    ['__rate_interval_ms', String(rateMillis)],
    ['__range', `${rangeSeconds}s`],
    ['__range_s', String(rangeSeconds)],
    ['__range_ms', String(rangeMillis)],
    ['__from', String(Math.round(startMillis))],
    ['__to', String(Math.round(endMillis))],
    ['__dashboard', dashboard?.title ?? ''],
    ['__dashboard.uid', dashboard?.uid ?? ''],
    ['__timezone', 'browser'],
    ['__org', '1'],
    ['__org.name', ''],
    ['__user', ''],
    ['__user.login', ''],
  ]);
}

// The steps that Grafana rounds to: not above the first number becomes the second, in milliseconds.
const roundSteps: readonly (readonly [number, number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1_500, 1_000],
  [3_500, 2_000],
  [7_500, 5_000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
];

/** A round step that gives a range about so many points, and no step below the smallest. */
export function stepMillisFor(rangeMillis: number, points: number, smallestMillis: number): number {
  const wanted = rangeMillis / Math.max(1, points);
  if (wanted < smallestMillis) return smallestMillis;
  const round = roundSteps.find(([limit]) => wanted < limit)?.[1] ?? 31_536_000_000;
  return Math.max(round, smallestMillis);
}
