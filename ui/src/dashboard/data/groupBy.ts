import { objectOf, textsOf, type Json } from '../model/json';
import { calculate } from './calculations';
import { displayName, field, rowsIn, type Cell, type Field, type Frame } from './frame';

interface Role {
  readonly operation: unknown;
  readonly calculations: readonly string[];
}

function roleOf(each: Field, fields: Json): Role {
  const said = objectOf(fields[displayName(each)] ?? fields[each.name]);
  return { operation: said['operation'], calculations: textsOf(said['aggregations']) };
}

/** Row numbers by the values that the key fields have in them. */
function groups(keys: readonly Field[], rows: number): number[][] {
  const found = new Map<string, number[]>();
  for (let row = 0; row < rows; row++) {
    const key = JSON.stringify(keys.map(({ values }) => values[row]));
    const group = found.get(key);
    if (group === undefined) found.set(key, [row]);
    else group.push(row);
  }
  return [...found.values()];
}

function pick(values: readonly Cell[], rows: readonly number[]): Cell[] {
  return rows.map((row) => values[row] ?? null);
}

/** One row for each combination of the fields grouped by, with statistics of the others. */
export function groupBy(frames: readonly Frame[], options: Json): Frame[] {
  const roles = objectOf(options['fields']);
  return frames.map((frame) => {
    const keys = frame.fields.filter((each) => roleOf(each, roles).operation === 'groupby');
    if (keys.length === 0) return frame;
    const rows = groups(keys, rowsIn(frame));
    const kept = keys.map((each) => ({
      ...each,
      values: rows.map(([first]) => (first === undefined ? null : (each.values[first] ?? null))),
    }));
    const calculated = frame.fields.flatMap((each) => {
      const { operation, calculations } = roleOf(each, roles);
      if (operation !== 'aggregate') return [];
      return calculations.map((calculation) =>
        field(
          `${displayName(each)} (${calculation})`,
          each.type,
          rows.map((group) => calculate(calculation, pick(each.values, group))),
        ),
      );
    });
    return { ...frame, fields: [...kept, ...calculated] };
  });
}
