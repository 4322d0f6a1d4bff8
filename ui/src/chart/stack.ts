import { drawable } from './columns';

/** Each column on top of those before it; a gap stays a gap and adds nothing to those above. */
export function stackColumns(
  columns: readonly (readonly (number | null)[])[],
): (number | null)[][] {
  const heights: number[] = [];
  return columns.map((column) =>
    column.map((value, index) => {
      const height = drawable(value);
      if (height === null) return null;
      const top = (heights[index] ?? 0) + height;
      heights[index] = top;
      return top;
    }),
  );
}
