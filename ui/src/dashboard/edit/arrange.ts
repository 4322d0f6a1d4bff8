/** Where something stands on the grid of 24 columns. */
export interface Placed {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const columns = 24;
const leastWidth = 2;
const leastHeight = 1;
const mostHeight = 200;

/** Within the grid, and not smaller than what can be seen. */
export function within({ id, x, y, w, h }: Placed): Placed {
  const width = Math.min(columns, Math.max(leastWidth, Math.round(w)));
  return {
    id,
    w: width,
    h: Math.min(mostHeight, Math.max(leastHeight, Math.round(h))),
    x: Math.min(columns - width, Math.max(0, Math.round(x))),
    y: Math.max(0, Math.round(y)),
  };
}

function overlap(a: Placed, b: Placed): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Whether any two lie on each other. */
export function overlapping(items: readonly Placed[]): boolean {
  return items.some((item, index) => items.slice(index + 1).some((other) => overlap(item, other)));
}

/**
 * Everything moved up as far as it goes, without lying on each other. One that was moved by hand
 * keeps its place among the others: those it came to lie on make room if it covers their upper
 * half, else it goes below them.
 *
 * @returns in the order of reading
 */
export function arrange(items: readonly Placed[], moved?: Placed): Placed[] {
  const wanted = moved === undefined ? undefined : within(moved);
  const all = items.map((each): Placed => {
    if (wanted === undefined) return within(each);
    if (each.id === wanted.id) return wanted;
    const gives = overlap(each, wanted) && each.y + each.h / 2 > wanted.y;
    return gives ? { ...each, y: wanted.y + 0.5 } : within(each);
  });
  const ordered = all.toSorted((a, b) => a.y - b.y || a.x - b.x || a.id - b.id);
  const heights = new Array<number>(columns).fill(0);
  return ordered.map((item) => {
    const y = Math.max(...heights.slice(item.x, item.x + item.w));
    heights.fill(y + item.h, item.x, item.x + item.w);
    return { ...item, y };
  });
}
