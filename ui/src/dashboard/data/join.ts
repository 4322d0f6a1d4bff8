import { textOf, type Json } from '../model/json';
import {
  displayName,
  field,
  rowsIn,
  timeFieldOf,
  type Cell,
  type Field,
  type Frame,
} from './frame';

function keyField(frame: Frame, name: string): Field | undefined {
  return frame.fields.find((each) => displayName(each) === name) ?? timeFieldOf(frame);
}

/** All frames side by side, a row for each value of the field that they have in common. */
export function joinByField(frames: readonly Frame[], options: Json): Frame[] {
  const keyed = frames.flatMap((frame) => {
    const key = keyField(frame, textOf(options['byField'], 'Time'));
    return key === undefined ? [] : [{ frame, key }];
  });
  const [first] = keyed;
  if (first === undefined || keyed.length === 1) return [...frames];
  const places = new Map<Cell, number>();
  const sorted = [...new Set(keyed.flatMap(({ key }) => key.values))];
  if (first.key.type === 'time') sorted.sort((a, b) => Number(a) - Number(b));
  sorted.forEach((value, index) => places.set(value, index));
  const columns = keyed.flatMap(({ frame, key }) =>
    frame.fields
      .filter((each) => each !== key)
      .map((each): Field => {
        const values = new Array<Cell>(sorted.length).fill(null);
        key.values.forEach((value, row) => {
          const place = places.get(value);
          if (place !== undefined) values[place] = each.values[row] ?? null;
        });
        return { ...each, values };
      }),
  );
  return [{ refId: first.frame.refId, fields: [{ ...first.key, values: sorted }, ...columns] }];
}

/** Rows of all frames in one; rows that agree in every column that both have become one. */
export function merge(frames: readonly Frame[]): Frame[] {
  const tables = frames.map(asTable).filter(({ fields }) => fields.length > 0);
  const [first] = tables;
  if (first === undefined || tables.length === 1) return tables;
  const names = [...new Set(tables.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  const shared = names.filter((name) =>
    tables.every(({ fields }) => fields.some((each) => each.name === name)),
  );
  const rows = new Map<string, Map<string, Cell>>();
  for (const table of tables) {
    for (let row = 0; row < rowsIn(table); row++) {
      const cells = new Map(table.fields.map(({ name, values }) => [name, values[row] ?? null]));
      const key = JSON.stringify(shared.map((name) => cells.get(name)));
      const clash = (have: ReadonlyMap<string, Cell>) =>
        [...cells].some(([name, value]) => have.has(name) && have.get(name) !== value);
      let place = key;
      for (let turn = 0; rows.has(place) && clash(rows.get(place) ?? new Map()); turn++)
        place = `${key}/${turn}`;
      rows.set(place, new Map([...(rows.get(place) ?? []), ...cells]));
    }
  }
  const typeOf = (name: string) =>
    tables.flatMap(({ fields }) => fields).find((each) => each.name === name);
  return [
    {
      refId: first.refId,
      fields: names.map((name) => {
        const values = [...rows.values()].map((cells) => cells.get(name) ?? null);
        const model = typeOf(name);
        return field(name, model?.type ?? 'string', values, { config: model?.config ?? {} });
      }),
    },
  ];
}

/** A series as rows with its labels as columns; a table stays as it is. */
function asTable(frame: Frame): Frame {
  const labelled = frame.fields.filter(({ labels }) => Object.keys(labels).length > 0);
  if (labelled.length === 0) return frame;
  const [only] = labelled;
  const rows = rowsIn(frame);
  const labels = Object.entries(only?.labels ?? {}).map(([name, value]) =>
    field(name, 'string', new Array<Cell>(rows).fill(value)),
  );
  const rest = frame.fields.map((each) => ({ ...each, labels: {}, sourceName: '' }));
  const [time, ...values] = rest;
  return { ...frame, fields: time ? [time, ...labels, ...values] : [...labels] };
}

/** Every frame as rows with its labels as columns, in one table. */
export function labelsToFields(frames: readonly Frame[]): Frame[] {
  return merge(frames);
}

/** A row for each sample of each series: time, name of the series, value. */
export function seriesToRows(frames: readonly Frame[]): Frame[] {
  const rows: { time: Cell; metric: string; value: Cell }[] = [];
  for (const frame of frames) {
    const time = timeFieldOf(frame);
    for (const each of frame.fields.filter(({ type }) => type === 'number')) {
      each.values.forEach((value, row) => {
        if (value !== null)
          rows.push({ time: time?.values[row] ?? null, metric: displayName(each), value });
      });
    }
  }
  rows.sort((a, b) => Number(b.time) - Number(a.time));
  return [
    {
      refId: frames[0]?.refId ?? '',
      fields: [
        field(
          'Time',
          'time',
          rows.map(({ time }) => time),
        ),
        field(
          'Metric',
          'string',
          rows.map(({ metric }) => metric),
        ),
        field(
          'Value',
          'number',
          rows.map(({ value }) => value),
        ),
      ],
    },
  ];
}
