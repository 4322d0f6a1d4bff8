import { numberOf, objectsOf, textOf, type Json } from './json';

const columns = 24;
// A row of the grid and the space below it.
const pixelsPerGridRow = 38;
const leastHeight = 3;
const usualHeight = '250px';

function gridHeight(height: unknown, otherwise: number): number {
  const pixels = numberOf(textOf(height).replace(/px$/, ''));
  if (pixels === undefined) return otherwise;
  return Math.max(leastHeight, Math.ceil(pixels / pixelsPerGridRow));
}

interface Sized {
  readonly panel: Json;
  readonly width: number;
  readonly height: number;
}

/** Puts panels side by side, on a new line where the next one has no room; says how far down that goes. */
function flow(panels: readonly Sized[], top: number): { placed: Json[]; bottom: number } {
  let x = 0;
  let y = top;
  let lineHeight = 0;
  const placed = panels.map(({ panel, width, height }) => {
    if (x + width > columns) {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }
    const gridPos = { x, y, w: width, h: height };
    x += width;
    lineHeight = Math.max(lineHeight, height);
    return { ...panel, gridPos };
  });
  return { placed, bottom: y + lineHeight };
}

function sizedByRow(row: Json): Sized[] {
  const rowHeight = gridHeight(row['height'] ?? usualHeight, gridHeight(usualHeight, leastHeight));
  return objectsOf(row['panels']).map((panel) => ({
    panel,
    // Old panels span up to twelve columns.
    width: Math.min(columns, Math.max(1, Math.floor(numberOf(panel['span']) ?? 4) * 2)),
    height: gridHeight(panel['height'], rowHeight),
  }));
}

/**
 * Rows as Grafana before version 5 wrote them, as panels with places. Rows become panels themselves
 * as soon as one of them has something to show: a title, a fold or a repeat.
 */
export function panelsOfRows(rows: readonly Json[]): Json[] {
  const showsRows = rows.some(
    (row) => row['collapse'] === true || row['showTitle'] === true || textOf(row['repeat']) !== '',
  );
  const panels: Json[] = [];
  let y = 0;
  for (const row of rows) {
    const collapsed = row['collapse'] === true;
    const head = {
      type: 'row',
      title: textOf(row['title']),
      collapsed,
      repeat: row['repeat'],
      gridPos: { x: 0, y, w: columns, h: 1 },
    };
    if (showsRows) y += 1;
    const { placed, bottom } = flow(sizedByRow(row), y);
    if (showsRows) panels.push({ ...head, panels: collapsed ? placed : [] });
    if (!collapsed || !showsRows) panels.push(...placed);
    if (!collapsed) y = bottom;
  }
  return panels;
}

const smallTypes = new Set(['stat', 'singlestat', 'gauge']);

/** Gives places to panels that have none, as in files written by hand: below those that have. */
export function withPlaces(panels: readonly Json[]): { panels: Json[]; given: number } {
  const lacking = panels.filter((panel) => !('gridPos' in panel));
  if (lacking.length === 0) return { panels: [...panels], given: 0 };
  const bottom = Math.max(
    0,
    ...panels.map((panel) => {
      const place = panel['gridPos'] as Json | undefined;
      return (numberOf(place?.['y']) ?? 0) + (numberOf(place?.['h']) ?? 0);
    }),
  );
  const sized = lacking.map((panel) => {
    if (panel['type'] === 'row') return { panel, width: columns, height: 1 };
    const small = smallTypes.has(textOf(panel['type']));
    return { panel, width: small ? 6 : 12, height: 8 };
  });
  const { placed } = flow(sized, bottom);
  const places = new Map(lacking.map((panel, index) => [panel, placed[index]]));
  return { panels: panels.map((panel) => places.get(panel) ?? panel), given: lacking.length };
}
