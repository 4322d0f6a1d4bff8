import { extremes, yBounds, type Bounds } from '../../../chart/yAxis';
import { numberOf } from '../../model/json';
import type { Axis, Line } from './lines';

/** The narrowest that holds a wish: a fixed end, one that yields to the data, or the data alone. */
function widened({ min, max }: Bounds, softMin: number, softMax: number): Bounds {
  return {
    min: Number.isNaN(softMin) ? min : Math.min(min, softMin),
    max: Number.isNaN(softMax) ? max : Math.max(max, softMax),
  };
}

/** Log axes have no zero. */
function positive({ min, max }: Bounds, lowest: number): Bounds {
  const low = min > 0 ? min : lowest > 0 && Number.isFinite(lowest) ? lowest : 1;
  return { min: low, max: max > low ? max : low * 10 };
}

/** What an axis shows of the values drawn on it. */
export function axisBounds(
  axis: Axis,
  lines: readonly Line[],
  columns: readonly (readonly (number | null | undefined)[])[],
  logBase: number,
): Bounds {
  const own = lines.map(({ style }) => style.axis === axis);
  const first = lines.find((_, index) => own[index]);
  const { min: lowest, max: highest } = extremes(columns.filter((_, index) => own[index]));
  const fromZero = lines.some(
    ({ style }, index) =>
      own[index] && (style.stack !== undefined || style.draw === 'bars' || style.fill >= 0.2),
  );
  const settings = first?.settings;
  const data = yBounds(lowest, highest, fromZero);
  const soft = widened(
    data,
    numberOf(settings?.custom['axisSoftMin']) ?? NaN,
    numberOf(settings?.custom['axisSoftMax']) ?? NaN,
  );
  const min = settings?.min ?? soft.min;
  const max = settings?.max ?? soft.max;
  const bounds = max > min ? { min, max } : { min, max: min + 1 };
  return logBase > 1 ? positive(bounds, lowest) : bounds;
}
