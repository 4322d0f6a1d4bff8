import type { RangeSeries } from '../../api/types';
import type { Steps } from '../../chart/columns';
import { field, type Cell, type Frame } from './frame';

// A histogram has up to some hundreds of buckets; more only happens where scales differ.
const mostBuckets = 500;

/**
 * The buckets of native histograms over time, a frame for each, named by its upper bound. Series
 * are added up; a step without a histogram is a gap.
 */
export function nativeBucketFrames(
  result: readonly RangeSeries[],
  { startSeconds, endSeconds, stepSeconds }: Steps,
  refId: string,
): Frame[] {
  const count = Math.max(0, Math.floor((endSeconds - startSeconds) / stepSeconds + 1e-6) + 1);
  const buckets = new Map<string, Cell[]>();
  const known = new Array<boolean>(count).fill(false);
  for (const { histograms = [] } of result) {
    for (const [seconds, { buckets: found = [] }] of histograms) {
      const step = Math.round((seconds - startSeconds) / stepSeconds);
      if (step < 0 || step >= count) continue;
      known[step] = true;
      for (const [, , upper, inside] of found) {
        const column = buckets.get(upper) ?? new Array<Cell>(count).fill(null);
        column[step] = Number(column[step] ?? 0) + Number(inside);
        buckets.set(upper, column);
      }
    }
  }
  const times = Array.from(
    { length: count },
    (_, step) => (startSeconds + step * stepSeconds) * 1_000,
  );
  return [...buckets].slice(0, mostBuckets).map(([upper, column]) => ({
    refId,
    fields: [
      field('Time', 'time', times),
      field(
        'Value',
        'number',
        // Where there was a histogram, a bucket that it does not list is empty.
        column.map((value, step) => value ?? (known[step] === true ? 0 : null)),
        { sourceName: upper },
      ),
    ],
  }));
}
