import { numericViews, type FieldView } from '../data/fieldViews';
import type { Frame } from '../data/frame';
import type { FieldConfig } from '../model/types';

/** How often values lie between two bounds, for each series. */
export interface HistogramBins {
  /** Lower bounds, evenly spaced. */
  readonly lower: readonly number[];
  readonly size: number;
  readonly series: readonly { readonly view: FieldView; readonly counts: readonly number[] }[];
}

export interface BinOptions {
  /** Undefined for one that suits the values. */
  readonly size: number | undefined;
  readonly offset: number;
  /** Whether all series are counted as one. */
  readonly combine: boolean;
}

const wantedBins = 30;
// A size that somebody wrote may be much too small for the values that came.
const mostBins = 1_000;

/** The next of 1, 2, 2.5, 5, 10, … */
export function niceSize(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = [1, 2, 2.5, 5, 10].find((each) => each * power >= size * (1 - 1e-9)) ?? 10;
  return lead * power;
}

function finite(view: FieldView): number[] {
  return view.field.values.filter(
    (value): value is number => typeof value === 'number' && Number.isFinite(value),
  );
}

/** The values of all series, in bins of one size. */
export function histogramBins(
  frames: readonly Frame[],
  config: FieldConfig,
  { size: wanted, offset, combine }: BinOptions,
): HistogramBins {
  const views = numericViews(frames, config);
  const columns = views.map((view) => ({ view, values: finite(view) }));
  let min = Infinity;
  let max = -Infinity;
  for (const { values } of columns)
    for (const value of values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  if (min > max) return { lower: [], size: 1, series: [] };
  const fitting = niceSize((max - min) / wantedBins || Math.abs(max) / wantedBins);
  const size =
    wanted !== undefined && wanted > 0 && (max - min) / wanted <= mostBins ? wanted : fitting;
  const first = Math.floor((min - offset) / size);
  const count = Math.min(mostBins + 1, Math.floor((max - offset) / size) - first + 1);
  const countsOf = (values: readonly number[]) => {
    const counts = new Array<number>(count).fill(0);
    for (const value of values) {
      const bin = Math.floor((value - offset) / size) - first;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  const [one] = columns;
  const shown =
    combine && one !== undefined
      ? [{ view: one.view, values: columns.flatMap(({ values }) => values) }]
      : columns;
  return {
    lower: Array.from({ length: count }, (_, index) => (first + index) * size + offset),
    size,
    series: shown.map(({ view, values }) => ({ view, counts: countsOf(values) })),
  };
}
