import type { Panel } from './model/types';
import type { Choice } from './variables/resolve';
import type { Resolved } from './variables/interpolate';

/** A panel in its place, with the values that a repeat gives to variables. */
export interface PlacedPanel {
  /** Stays with the panel, and with its repetition, across refreshes. */
  readonly key: string;
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly repeated: ReadonlyMap<string, Resolved>;
  /** Of a row: whether its panels are shown. */
  readonly open: boolean;
}

/** Panels that fold together, under the row that folds them if there is one. */
interface Section {
  readonly row: Panel | undefined;
  readonly panels: readonly Panel[];
}

function sectionsOf(panels: readonly Panel[]): Section[] {
  const sections: { row: Panel | undefined; panels: Panel[] }[] = [{ row: undefined, panels: [] }];
  for (const panel of panels) {
    if (panel.kind === 'row') sections.push({ row: panel, panels: [...panel.panels] });
    else if (sections.at(-1)?.row?.collapsed === true)
      // A folded row holds its panels itself: what stands below it belongs to none.
      sections.push({ row: undefined, panels: [panel] });
    else sections.at(-1)?.panels.push(panel);
  }
  return sections.filter(({ row, panels: inside }) => row !== undefined || inside.length > 0);
}

type Repeated = ReadonlyMap<string, Resolved>;

/** One scope for each value that was chosen; a variable that is not known repeats nothing. */
function repetitions(
  variable: string | undefined,
  choices: ReadonlyMap<string, Choice>,
  outer: Repeated,
): Repeated[] {
  const choice = variable === undefined ? undefined : choices.get(variable);
  if (variable === undefined || choice === undefined || outer.has(variable)) return [outer];
  const { values, options } = choice;
  if (values.length === 0) return [outer];
  return values.map((value) => {
    const text = options.find((option) => option.value === value)?.text ?? value;
    const one: Resolved = {
      variable: choice.variable,
      values: [value],
      texts: [text],
      allValue: undefined,
    };
    return new Map([...outer, [variable, one]]);
  });
}

interface Inside {
  readonly placed: PlacedPanel[];
  readonly height: number;
}

/** The panels of a section from its top, those below a repeated one moved down as it grows. */
function placeInside(
  panels: readonly Panel[],
  choices: ReadonlyMap<string, Choice>,
  outer: Repeated,
  keyStart: string,
): Inside {
  const top = Math.min(...panels.map(({ grid }) => grid.y));
  const grown: { below: number; extra: number }[] = [];
  const placed: PlacedPanel[] = [];
  for (const panel of panels) {
    const { x, width, height } = panel.grid;
    const y =
      panel.grid.y -
      top +
      grown.reduce((sum, { below, extra }) => sum + (panel.grid.y >= below ? extra : 0), 0);
    const scopes = repetitions(panel.repeat?.variable, choices, outer);
    const across = panel.repeat?.direction === 'h' && scopes.length > 1;
    const perLine = across ? Math.min(scopes.length, Math.max(1, panel.repeat.mostPerRow)) : 1;
    const lines = Math.ceil(scopes.length / perLine);
    if (lines > 1) grown.push({ below: panel.grid.y + height, extra: (lines - 1) * height });
    const each = across ? Math.floor(24 / perLine) : width;
    scopes.forEach((repeated, index) =>
      placed.push({
        key: `${keyStart}${panel.id}/${index}`,
        panel,
        x: across ? (index % perLine) * each : x,
        y: y + Math.floor(index / perLine) * height,
        width: each,
        height,
        repeated,
        open: true,
      }),
    );
  }
  return { placed, height: Math.max(0, ...placed.map((one) => one.y + one.height)) };
}

// More than anyone looks at; a variable with thousands of values must not stop the page.
const mostPlaced = 1_000;

/**
 * Where everything stands: rows one below the other, folded or not, rows and panels repeated for
 * each value that is chosen.
 *
 * @param turned keys of rows that a reader folded or unfolded
 */
export function layOut(
  panels: readonly Panel[],
  choices: ReadonlyMap<string, Choice>,
  turned: ReadonlySet<string>,
): PlacedPanel[] {
  const placed: PlacedPanel[] = [];
  let y = 0;
  for (const [section, { row, panels: inside }] of sectionsOf(panels).entries()) {
    repetitions(row?.repeat?.variable, choices, new Map()).forEach((repeated, index) => {
      const key = row === undefined ? `top${section}` : `row${row.id}-${index}`;
      const open = row === undefined || row.collapsed === turned.has(key);
      if (row !== undefined) {
        placed.push({ key, panel: row, x: 0, y, width: 24, height: 1, repeated, open });
        y += 1;
      }
      if (!open || inside.length === 0) return;
      const within = placeInside(inside, choices, repeated, `${key}/`);
      placed.push(...within.placed.map((one) => ({ ...one, y: one.y + y })));
      y += within.height;
    });
  }
  return placed.slice(0, mostPlaced);
}
