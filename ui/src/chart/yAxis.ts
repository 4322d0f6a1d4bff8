import { formatTick, scaleFor, type Unit } from './units';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const mostTicks = 6;
const padding = 0.06;

/**
 * The span of the y axis. Stacked areas start at zero. Lines do so too when zero is near; otherwise
 * the axis keeps some air below the lowest value, and the chart says that it does not start at zero.
 */
export function yBounds(lowest: number, highest: number, stacked: boolean): Bounds {
  if (!Number.isFinite(lowest) || !Number.isFinite(highest)) return { min: 0, max: 1 };
  if (lowest === highest) return flatBounds(lowest);
  const air = (highest - lowest) * padding;
  const zeroIsNear = lowest >= 0 && lowest < highest / 2;
  const min = (stacked && lowest >= 0) || zeroIsNear ? 0 : lowest - air;
  const max = highest <= 0 && stacked ? 0 : highest + air;
  return { min, max };
}

function flatBounds(value: number): Bounds {
  if (value === 0) return { min: 0, max: 1 };
  return value > 0 ? { min: 0, max: value * 1.25 } : { min: value * 1.25, max: 0 };
}

const roundLeads = [1, 2, 2.5, 5, 10, 20];

/** The smallest round step with which no more than `most` places fit into the span. */
function roundStep({ min, max }: Bounds, most: number): number {
  const power = 10 ** Math.floor(Math.log10((max - min) / most));
  const steps = roundLeads.map((lead) => lead * power);
  return steps.find((step) => lastPlace(max, step) - firstPlace(min, step) < most) ?? max - min;
}

const firstPlace = (min: number, step: number) => Math.ceil(min / step - 1e-9);
const lastPlace = (max: number, step: number) => Math.floor(max / step + 1e-9);

export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/** At most six labelled places on the axis, round in the unit that the labels use. */
export function yTicks({ min, max }: Bounds, unit: Unit, most = mostTicks): Ticks {
  const scale = scaleFor(unit, Math.max(Math.abs(min), Math.abs(max)));
  const step = roundStep({ min: min / scale.factor, max: max / scale.factor }, most) * scale.factor;
  const first = firstPlace(min, step);
  const last = lastPlace(max, step);
  const values = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => (first + index) * step,
  );
  return { values, labels: values.map((value) => formatTick(value, scale, step)) };
}

/** Lowest and highest drawable value of the columns; infinite when there is none. */
export function extremes(columns: readonly (readonly (number | null | undefined)[])[]): Bounds {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (value === null || value === undefined || !Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return { min, max };
}
