/** Number of different colours; beyond, the same ones return dashed. */
export const paletteSize = 10;

/**
 * Gives every series a place in the palette. A series known before keeps its place; a new one
 * takes the lowest that is free. Places of series that are gone are free again.
 */
export function assignColours(
  previous: ReadonlyMap<string, number>,
  keys: readonly string[],
): Map<string, number> {
  const next = new Map<string, number>();
  for (const key of keys) {
    const place = previous.get(key);
    if (place !== undefined) next.set(key, place);
  }
  const taken = new Set(next.values());
  let free = 0;
  for (const key of keys) {
    if (next.has(key)) continue;
    while (taken.has(free)) free++;
    taken.add(free);
    next.set(key, free);
  }
  return next;
}

export interface Stroke {
  /** Name of the token with the colour. */
  readonly token: string;
  /** Lengths of dashes and spaces; empty for a continuous line. */
  readonly dash: readonly number[];
}

const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];

export function strokeAt(place: number): Stroke {
  return {
    token: `--series-${place % paletteSize}`,
    dash: dashes[Math.floor(place / paletteSize) % dashes.length] ?? [],
  };
}

/** The same for CSS. */
export function swatchAt(place: number): { colour: string; dash: readonly number[] } {
  const { token, dash } = strokeAt(place);
  return { colour: `var(${token})`, dash };
}
