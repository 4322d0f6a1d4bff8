import { drawable, type ChartSeries } from './columns';

export interface TooltipRow {
  readonly key: string;
  /** As measured: NaN and infinities included. */
  readonly value: number;
  readonly nearest: boolean;
}

export interface TooltipRows {
  readonly rows: readonly TooltipRow[];
  /** How many series with a value are not among the rows. */
  readonly more: number;
}

const mostRows = 12;

function nearestKey(
  rows: readonly { key: string; drawnAt: number | null }[],
  pointed: number,
): string | undefined {
  let best: { key: string; distance: number } | undefined;
  for (const { key, drawnAt } of rows) {
    if (drawnAt === null) continue;
    const distance = Math.abs(drawnAt - pointed);
    if (best === undefined || distance < best.distance) best = { key, distance };
  }
  return best?.key;
}

/** Largest first; NaN last, since it compares with nothing. */
function byValueDescending(a: { value: number }, b: { value: number }): number {
  if (Number.isNaN(a.value)) return Number.isNaN(b.value) ? 0 : 1;
  return Number.isNaN(b.value) ? -1 : b.value - a.value;
}

/**
 * What the tooltip says at one time: values sorted, the series nearest to the pointer marked, and
 * the nearest always among the rows however many there are.
 *
 * @param drawn where each series is drawn on the y axis, which differs from its value when stacked
 */
export function tooltipRows(
  series: readonly ChartSeries[],
  drawn: readonly (readonly (number | null | undefined)[])[],
  index: number,
  pointed: number,
): TooltipRows {
  const present = series.flatMap(({ key, values }, position) => {
    const value = values[index];
    if (value === null || value === undefined) return [];
    return [{ key, value, drawnAt: drawable(drawn[position]?.[index]) }];
  });
  const nearest = nearestKey(present, pointed);
  const sorted = present
    .toSorted(byValueDescending)
    .map(({ key, value }) => ({ key, value, nearest: key === nearest }));
  const rows = sorted.slice(0, mostRows);
  const left = sorted.slice(mostRows);
  const nearestLeft = left.find((row) => row.nearest);
  if (nearestLeft !== undefined) rows[mostRows - 1] = nearestLeft;
  return { rows, more: left.length };
}
