export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

// Beyond this many comparisons, what lies between the common ends is shown as replaced.
const mostComparisons = 4_000_000;

const as = (kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] =>
  lines.map((text) => ({ kind, text }));

/** Lengths of the longest common subsequence of each pair of rests. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  return lengths;
}

function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > mostComparisons)
    return [...as('removed', before), ...as('added', after)];
  const width = after.length + 1;
  const lengths = commonLengths(before, after);
  const found: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    const removed = before[row] ?? '';
    const added = after[column] ?? '';
    if (removed === added) {
      found.push({ kind: 'same', text: removed });
      row++;
      column++;
    } else if (
      (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)
    ) {
      found.push({ kind: 'removed', text: removed });
      row++;
    } else {
      found.push({ kind: 'added', text: added });
      column++;
    }
  }
  return [...found, ...as('removed', before.slice(row)), ...as('added', after.slice(column))];
}

/** What has to be taken out and put in to make one text of the other, line by line: as little as possible. */
export function diffLines(beforeText: string, afterText: string): DiffLine[] {
  const before = beforeText.split('\n');
  const after = afterText.split('\n');
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [
    ...as('same', before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...as('same', before.slice(before.length - tail)),
  ];
}

/** Changes that lie near each other, with the lines around them. */
export interface Hunk {
  /** Lines that stayed the same and are left out before it. */
  readonly skipped: number;
  readonly lines: readonly DiffLine[];
}

/** The changes alone, each with so many lines around it. */
export function hunksOf(lines: readonly DiffLine[], around = 3): Hunk[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - around), index + around + 1)
      .some(({ kind }) => kind !== 'same'),
  );
  const hunks: { skipped: number; lines: DiffLine[] }[] = [];
  let skipped = 0;
  lines.forEach((line, index) => {
    if (near[index] !== true) {
      skipped++;
      return;
    }
    if (index === 0 || near[index - 1] !== true) {
      hunks.push({ skipped, lines: [] });
      skipped = 0;
    }
    hunks.at(-1)?.lines.push(line);
  });
  return hunks;
}
