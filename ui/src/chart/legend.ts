import type { ChartSeries } from './columns';

export interface LegendStats {
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

export type LegendColumn = keyof LegendStats;

export const legendColumns: readonly LegendColumn[] = ['last', 'min', 'max', 'mean'];

/** Over the values that are numbers; NaN everywhere when there is none. */
export function statsOf(values: readonly (number | null)[]): LegendStats {
  const numbers = values.filter((value): value is number => value !== null && !Number.isNaN(value));
  const [first] = numbers;
  if (first === undefined) return { last: NaN, min: NaN, max: NaN, mean: NaN };
  let min = first;
  let max = first;
  let sum = 0;
  for (const value of numbers) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  return { last: numbers.at(-1) ?? NaN, min, max, mean: sum / numbers.length };
}

export interface LegendOrder {
  readonly column: LegendColumn;
  readonly descending: boolean;
}

/** The series in the order of the legend; without an order as they came. */
export function sortLegend(
  series: readonly ChartSeries[],
  stats: ReadonlyMap<string, LegendStats>,
  order: LegendOrder | undefined,
): ChartSeries[] {
  if (order === undefined) return [...series];
  const rank = ({ key }: ChartSeries) => stats.get(key)?.[order.column] ?? NaN;
  return series.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return order.descending ? y - x : x - y;
  });
}

/** Shows one series alone; a second time, all again. */
export function isolate(
  hidden: ReadonlySet<string>,
  key: string,
  keys: readonly string[],
): Set<string> {
  const alone = !hidden.has(key) && keys.every((other) => other === key || hidden.has(other));
  return alone ? new Set() : new Set(keys.filter((other) => other !== key));
}

/** Hides or shows one series; the last one visible cannot be hidden. */
export function toggle(
  hidden: ReadonlySet<string>,
  key: string,
  keys: readonly string[],
): Set<string> {
  const next = new Set(hidden);
  if (!next.delete(key)) next.add(key);
  return keys.every((each) => next.has(each)) ? new Set(hidden) : next;
}
