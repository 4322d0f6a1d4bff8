import type { Labels, RangeSeries } from '../api/types';
import { seriesName } from '../lib/seriesName';

/** One line of a chart: a value per time, null where there is none. */
export interface ChartSeries {
  /** Identity across refreshes: the full name with all labels. */
  readonly key: string;
  readonly labels: Labels;
  readonly values: readonly (number | null)[];
}

export interface ChartColumns {
  /** Unix seconds, evenly spaced. */
  readonly timesSeconds: readonly number[];
  readonly series: readonly ChartSeries[];
  /** Series that hold only native histograms, which a line cannot draw. */
  readonly histogramSeries: number;
}

export interface Steps {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly stepSeconds: number;
}

/** The number in the API's text: `NaN`, `+Inf` and `-Inf` included. */
export function parseValue(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}

/** The times of a range, in seconds. */
export function timesOf({ startSeconds, endSeconds, stepSeconds }: Steps): number[] {
  const count = Math.max(0, Math.floor((endSeconds - startSeconds) / stepSeconds + 1e-6) + 1);
  return Array.from({ length: count }, (_, index) => startSeconds + index * stepSeconds);
}

/** Puts the answer of a range query on its steps. A step without a sample is a gap, never a guess. */
export function columnsOf(result: readonly RangeSeries[], steps: Steps): ChartColumns {
  const { startSeconds, stepSeconds } = steps;
  const timesSeconds = timesOf(steps);
  const count = timesSeconds.length;
  const series: ChartSeries[] = [];
  for (const { metric, values = [] } of result) {
    if (values.length === 0) continue;
    const column = new Array<number | null>(count).fill(null);
    for (const [seconds, text] of values) {
      const index = Math.round((seconds - startSeconds) / stepSeconds);
      if (index >= 0 && index < count) column[index] = parseValue(text);
    }
    series.push({ key: seriesName(metric), labels: metric, values: column });
  }
  return { timesSeconds, series, histogramSeries: result.length - series.length };
}

/** What can be drawn: NaN and infinities have no place on an axis. */
export function drawable(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}

/** Places of values with a gap on both sides, which a line would leave out. */
export function isolatedIndices(values: readonly (number | null | undefined)[]): number[] {
  const found: number[] = [];
  values.forEach((value, index) => {
    if (drawable(value) === null) return;
    if (drawable(values[index - 1]) === null && drawable(values[index + 1]) === null)
      found.push(index);
  });
  return found;
}

// As many points as a wide screen has dots to show them; also below the API's limit of 11 000.
const idealPoints = 240;
const roundStepsSeconds = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
];

/** A round step that gives a range some 120 to 240 points. */
export function stepSecondsFor(rangeMillis: number): number {
  const wanted = rangeMillis / 1_000 / idealPoints;
  return roundStepsSeconds.find((step) => step >= wanted) ?? Math.ceil(wanted / 86_400) * 86_400;
}

/** The steps of a range, on multiples of the step so that a refresh moves no point. */
export function alignedSteps(startMillis: number, endMillis: number, stepSeconds: number): Steps {
  const align = (millis: number) => Math.floor(millis / 1_000 / stepSeconds) * stepSeconds;
  return { startSeconds: align(startMillis), endSeconds: align(endMillis), stepSeconds };
}
