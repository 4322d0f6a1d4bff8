import { niceSize } from './histogramBins';
import { displayName, timeFieldOf, type Frame } from '../data/frame';

/** Counts by time and bucket. */
export interface HeatmapCells {
  readonly timesSeconds: readonly number[];
  /** From the lowest bucket; each a row of counts, one for each time. */
  readonly rows: readonly {
    readonly name: string;
    /** Upper bound; NaN where the name is none. */
    readonly upper: number;
    readonly counts: readonly (number | null)[];
  }[];
  readonly largest: number;
}

function boundOf(name: string): number {
  const text = name.trim();
  if (/^\+?inf$/i.test(text)) return Infinity;
  return text === '' ? NaN : Number(text);
}

/** Counts of a bucket without those of the buckets below it, which `le` counts as well. */
function withoutLower(
  counts: readonly (number | null)[],
  lower: readonly (number | null)[] | undefined,
): (number | null)[] {
  return counts.map((count, index) =>
    count === null ? null : Math.max(0, count - (lower?.[index] ?? 0)),
  );
}

const usualBuckets = 24;

/** How many values of all series lie in which stretch of the axis, time by time. */
export function countedCells(frames: readonly Frame[], buckets = usualBuckets): HeatmapCells {
  const times = frames[0] === undefined ? [] : (timeFieldOf(frames[0])?.values ?? []);
  const columns = frames.flatMap(({ fields }) =>
    fields.filter(({ type }) => type === 'number').map(({ values }) => values),
  );
  let min = Infinity;
  let max = -Infinity;
  for (const values of columns)
    for (const value of values)
      if (typeof value === 'number' && Number.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
  if (min > max) return { timesSeconds: [], rows: [], largest: 0 };
  const size = niceSize((max - min) / buckets);
  const first = Math.floor(min / size);
  const count = Math.floor(max / size) - first + 1;
  const rows = Array.from({ length: count }, (_, index) => ({
    name: String((first + index + 1) * size),
    upper: (first + index + 1) * size,
    counts: new Array<number>(times.length).fill(0),
  }));
  let largest = 0;
  for (const values of columns)
    values.forEach((value, place) => {
      if (typeof value !== 'number' || !Number.isFinite(value)) return;
      const row = rows[Math.floor(value / size) - first];
      if (row === undefined) return;
      const next = (row.counts[place] ?? 0) + 1;
      row.counts[place] = next;
      largest = Math.max(largest, next);
    });
  return { timesSeconds: times.map((millis) => Number(millis) / 1_000), rows, largest };
}

/** The buckets of a classic histogram, one series for each, as cells; other series as they are. */
export function heatmapCells(frames: readonly Frame[]): HeatmapCells {
  const times = frames[0] === undefined ? [] : (timeFieldOf(frames[0])?.values ?? []);
  const buckets = frames
    .flatMap(({ fields }) => fields.filter(({ type }) => type === 'number'))
    .map((field) => ({
      name: field.labels['le'] ?? displayName(field),
      upper: boundOf(field.labels['le'] ?? displayName(field)),
      cumulative: field.labels['le'] !== undefined,
      counts: field.values.map((value) => (typeof value === 'number' ? value : null)),
    }));
  const sorted = buckets.every(({ upper }) => !Number.isNaN(upper))
    ? buckets.toSorted((a, b) => a.upper - b.upper)
    : buckets;
  const rows = sorted.map(({ name, upper, counts, cumulative }, index) => ({
    name,
    upper,
    counts: cumulative ? withoutLower(counts, sorted[index - 1]?.counts) : counts,
  }));
  let largest = 0;
  for (const { counts } of rows)
    for (const count of counts) if (count !== null && count > largest) largest = count;
  return { timesSeconds: times.map((millis) => Number(millis) / 1_000), rows, largest };
}
