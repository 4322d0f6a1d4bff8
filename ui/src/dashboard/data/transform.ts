import { isObject, numberOf, objectOf, objectsOf, textOf, textsOf, type Json } from '../model/json';
import type { Transformation } from '../model/types';
import { calculate } from './calculations';
import {
  displayName,
  field,
  rowsIn,
  timeFieldOf,
  type Cell,
  type Field,
  type Frame,
} from './frame';
import { groupBy } from './groupBy';
import { joinByField, labelsToFields, merge, seriesToRows } from './join';

type Transform = (frames: readonly Frame[], options: Json) => Frame[];

const mapFields =
  (
    change: (fields: readonly Field[], frame: Frame) => readonly Field[],
  ): ((frame: Frame) => Frame) =>
  (frame) => ({ ...frame, fields: change(frame.fields, frame) });

function renamed(each: Field, name: string): Field {
  return { ...each, name, sourceName: '', config: { ...each.config, displayName: name } };
}

/** Leaves out, orders and renames columns. */
const organize: Transform = (frames, options) => {
  const excluded = objectOf(options['excludeByName']);
  const order = objectOf(options['indexByName']);
  const names = objectOf(options['renameByName']);
  const placeOf = (each: Field, index: number) =>
    numberOf(order[displayName(each)]) ?? 1_000 + index;
  return frames.map(
    mapFields((fields) =>
      fields
        .filter((each) => excluded[displayName(each)] !== true)
        .map((each, index) => ({ each, place: placeOf(each, index) }))
        .sort((a, b) => a.place - b.place)
        .map(({ each }) => {
          const name = textOf(names[displayName(each)]);
          return name === '' ? each : renamed(each, name);
        }),
    ),
  );
};

function compareCells(a: Cell | undefined, b: Cell | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true });
}

/** Rows in the order of one column. */
export function sortRows(frame: Frame, by: Field, descending: boolean): Frame {
  const rows = Array.from({ length: rowsIn(frame) }, (_, row) => row).sort(
    (a, b) => compareCells(by.values[a], by.values[b]) * (descending ? -1 : 1),
  );
  return mapFields((fields) =>
    fields.map((each) => ({ ...each, values: rows.map((row) => each.values[row] ?? null) })),
  )(frame);
}

const sortBy: Transform = (frames, options) => {
  const [sort] = objectsOf(options['sort']);
  if (sort === undefined) return [...frames];
  return frames.map((frame) => {
    const by = frame.fields.find(
      (each) => displayName(each) === sort['field'] || each.name === sort['field'],
    );
    return by === undefined ? frame : sortRows(frame, by, sort['desc'] === true);
  });
};

/** One row for each numeric column, with its statistics. */
const reduce: Transform = (frames, options) => {
  const reducers = textsOf(options['reducers']);
  const numeric = frames.flatMap(({ fields }) => fields.filter(({ type }) => type === 'number'));
  const titles: Readonly<Record<string, string>> = {
    lastNotNull: 'Last *',
    mean: 'Mean',
    max: 'Max',
    min: 'Min',
    sum: 'Total',
    last: 'Last',
    count: 'Count',
  };
  return [
    {
      refId: frames[0]?.refId ?? '',
      fields: [
        field('Field', 'string', numeric.map(displayName)),
        ...(reducers.length > 0 ? reducers : ['max']).map((reducer) =>
          field(
            titles[reducer] ?? reducer,
            'number',
            numeric.map(({ values }) => calculate(reducer, values)),
          ),
        ),
      ],
    },
  ];
};

function namePattern(choice: unknown): (name: string) => boolean {
  const said = objectOf(choice);
  const names = textsOf(said['names']);
  const pattern = textOf(said['pattern']);
  let regex: RegExp | undefined;
  try {
    regex = pattern === '' ? undefined : new RegExp(pattern.replace(/^\/(.*)\/[a-z]*$/s, '$1'));
  } catch {
    regex = undefined;
  }
  return (name) => names.includes(name) || regex?.test(name) === true;
}

const filterFieldsByName: Transform = (frames, options) => {
  const included = isObject(options['include']) ? namePattern(options['include']) : () => true;
  const excluded = isObject(options['exclude']) ? namePattern(options['exclude']) : () => false;
  return frames
    .map(
      mapFields((fields) =>
        fields.filter((each) => included(displayName(each)) && !excluded(displayName(each))),
      ),
    )
    .filter(({ fields }) => fields.length > 0);
};

const renameByRegex: Transform = (frames, options) => {
  let regex: RegExp;
  try {
    const source = textOf(options['regex']);
    const slashed = /^\/(.*)\/([a-z]*)$/s.exec(source);
    regex = slashed ? new RegExp(slashed[1] ?? '', slashed[2]) : new RegExp(source);
  } catch {
    return [...frames];
  }
  return frames.map(
    mapFields((fields) =>
      fields.map((each) => {
        const before = displayName(each);
        const after = before.replace(regex, textOf(options['renamePattern']));
        return before === after ? each : renamed(each, after);
      }),
    ),
  );
};

/** Rows with texts become a series for each combination of them, as charts need. */
const prepareTimeSeries: Transform = (frames) =>
  frames.flatMap((frame) => {
    const time = timeFieldOf(frame);
    const texts = frame.fields.filter(({ type }) => type === 'string');
    if (time === undefined || texts.length === 0) return [frame];
    return seriesOfRows(frame, time, texts);
  });

function seriesOfRows(frame: Frame, time: Field, texts: readonly Field[]): Frame[] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < rowsIn(frame); row++) {
    const key = JSON.stringify(texts.map(({ values }) => values[row]));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const numbers = frame.fields.filter(({ type }) => type === 'number');
  return [...groups.values()].map((rows) => {
    const ordered = rows.toSorted((a, b) => Number(time.values[a]) - Number(time.values[b]));
    const labels = Object.fromEntries(
      texts.map(({ name, values }) => [name, String(values[rows[0] ?? 0] ?? '')]),
    );
    const take = (each: Field) => ordered.map((row) => each.values[row] ?? null);
    return {
      refId: frame.refId,
      fields: [
        { ...time, values: take(time) },
        ...numbers.map((each) => ({
          ...each,
          values: take(each),
          labels,
          sourceName: Object.values(labels).join(' ') || each.name,
        })),
      ],
    };
  });
}

const limit: Transform = (frames, options) => {
  const most = numberOf(options['limitField']) ?? 10;
  return frames.map(
    mapFields((fields) => fields.map((each) => ({ ...each, values: each.values.slice(0, most) }))),
  );
};

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** A further column: one made of two others, or a statistic of each row. */
const calculateField: Transform = (frames, options) => {
  const sources = options['mode'] === 'binary' ? frames : joinByField(frames, {});
  return sources.map(
    mapFields((fields, frame) => {
      const values =
        options['mode'] === 'binary' ? binary(fields, options) : rowWise(frame, options);
      if (values === undefined) return fields;
      const added = field(textOf(options['alias'], 'Total'), 'number', values);
      return options['replaceFields'] === true
        ? [...fields.filter(({ type }) => type === 'time'), added]
        : [...fields, added];
    }),
  );
};

function binary(fields: readonly Field[], options: Json): Cell[] | undefined {
  const { left, right, operator } = objectOf(options['binary']);
  const compute = operators[textOf(operator, '+')];
  const valuesOf = (side: unknown) => {
    const name = isObject(side) ? objectOf(side['matcher'])['options'] : side;
    const found = fields.find((each) => displayName(each) === name || each.name === name);
    const fixed = numberOf(isObject(side) ? side['fixed'] : side);
    return found?.values ?? (fixed === undefined ? undefined : fixed);
  };
  const [a, b] = [valuesOf(left), valuesOf(right)];
  if (a === undefined || b === undefined || compute === undefined) return undefined;
  return (fields[0]?.values ?? []).map((_, row) => {
    const [x, y] = [typeof a === 'number' ? a : a[row], typeof b === 'number' ? b : b[row]];
    return typeof x === 'number' && typeof y === 'number' ? compute(x, y) : null;
  });
}

function rowWise(frame: Frame, options: Json): Cell[] {
  const reduceOptions = objectOf(options['reduce']);
  const included = textsOf(reduceOptions['include']);
  const numbers = frame.fields.filter(
    (each) =>
      each.type === 'number' && (included.length === 0 || included.includes(displayName(each))),
  );
  return Array.from({ length: rowsIn(frame) }, (_, row) =>
    calculate(
      textOf(reduceOptions['reducer'], 'sum'),
      numbers.map(({ values }) => values[row] ?? null),
    ),
  );
}

const transforms: Readonly<Record<string, Transform>> = {
  organize,
  sortBy,
  reduce,
  filterFieldsByName,
  renameByRegex,
  prepareTimeSeries,
  limit,
  calculateField,
  groupBy,
  joinByField,
  seriesToColumns: joinByField,
  concatenate: joinByField,
  merge: (frames) => merge(frames),
  labelsToFields: (frames) => labelsToFields(frames),
  seriesToRows: (frames) => seriesToRows(frames),
};

/** The frames after all transformations; those that are not known change nothing. */
export function transform(
  frames: readonly Frame[],
  transformations: readonly Transformation[],
): Frame[] {
  return transformations.reduce<Frame[]>(
    (current, { id, options }) =>
      (Object.hasOwn(transforms, id) ? transforms[id] : undefined)?.(current, options) ?? current,
    [...frames],
  );
}
