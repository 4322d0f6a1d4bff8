import { drawable } from '../../../chart/columns';
import type { Line } from './lines';

type Column = (number | null | undefined)[];

function negated(values: Line['values']): Column {
  return values.map((value) => (typeof value === 'number' ? -value : value));
}

/** Lines that are put on each other: same axis, same group, both upwards or both downwards. */
function stackKey({ style, negative }: Line): string | undefined {
  return style.stack === undefined ? undefined : `${style.axis}/${style.stack}/${negative}`;
}

/** The sum of a group at each time, for shares of it. */
function totals(lines: readonly Line[]): number[] {
  const sums: number[] = [];
  for (const { values } of lines) {
    values.forEach((value, index) => {
      sums[index] = (sums[index] ?? 0) + Math.abs(drawable(value) ?? 0);
    });
  }
  return sums;
}

/** A band between two lines that is filled, by their places among the lines. */
export interface Band {
  readonly upper: number;
  readonly lower: number;
}

/** Where the lines are drawn on their axes. */
export function drawnColumns(
  lines: readonly Line[],
  hidden: ReadonlySet<string>,
): { columns: Column[]; bands: Band[] } {
  const groups = new Map<string, { heights: number[]; last: number; totals: number[] }>();
  const visible = lines.filter(({ key, drawn }) => drawn && !hidden.has(key));
  for (const line of visible) {
    const key = stackKey(line);
    if (key === undefined || groups.has(key)) continue;
    const members = visible.filter((other) => stackKey(other) === key);
    groups.set(key, { heights: [], last: -1, totals: line.style.percent ? totals(members) : [] });
  }
  const bands: Band[] = [];
  const columns = lines.map((line, place): Column => {
    if (!visible.includes(line)) return line.values.map(() => null);
    const signed = line.negative ? negated(line.values) : [...line.values];
    const group = groups.get(stackKey(line) ?? '');
    if (group === undefined) return signed;
    if (group.last >= 0) bands.push({ upper: place, lower: group.last });
    group.last = place;
    return signed.map((value, index) => {
      if (value === undefined) return undefined;
      const height = drawable(value);
      if (height === null) return null;
      const share = line.style.percent ? height / (group.totals[index] || 1) : height;
      const top = (group.heights[index] ?? 0) + share;
      group.heights[index] = top;
      return top;
    });
  });
  return { columns, bands };
}
