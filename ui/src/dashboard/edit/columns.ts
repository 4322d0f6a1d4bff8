import { without } from '../../lib/without';
import { displayName, type FieldType, type Frame } from '../data/frame';
import { numberOf, objectOf, textOf, textsOf, type Json } from '../model/json';
import { transformationsOf } from '../model/readPanel';
import { framesFrom, type Answered } from '../page/usePanelData';

/** A column that a transformation can be told something of. */
export interface Column {
  readonly name: string;
  /** Undefined where the data have none of that name now. */
  readonly type: FieldType | undefined;
}

/** The columns that reach a transformation: those of the answers, after what is done before it. */
export function columnsBefore(
  answers: readonly Answered[],
  transformations: readonly Json[],
  place: number,
): Column[] {
  return columnsIn(framesFrom(answers, transformationsOf(transformations.slice(0, place))));
}

function columnsIn(frames: readonly Frame[]): Column[] {
  const types = new Map<string, FieldType>();
  for (const each of frames.flatMap(({ fields }) => fields))
    if (!types.has(displayName(each))) types.set(displayName(each), each.type);
  return [...types].map(([name, type]) => ({ name, type }));
}

/** With those that only the options name, at the end: what they say of them is not lost. */
function withNamed(columns: readonly Column[], names: readonly string[]): Column[] {
  const known = new Set(columns.map(({ name }) => name));
  const absent = [...new Set(names)].filter((name) => !known.has(name));
  return [...columns, ...absent.map((name) => ({ name, type: undefined }))];
}

/** A column as `organize` leaves it. */
export interface OrganizedColumn extends Column {
  readonly shown: boolean;
  /** Empty for its own. */
  readonly newName: string;
}

/** In the order in which they come out; those left out keep their place. */
export function organizedColumns(columns: readonly Column[], options: Json): OrganizedColumn[] {
  const excluded = objectOf(options['excludeByName']);
  const order = objectOf(options['indexByName']);
  const names = objectOf(options['renameByName']);
  return withNamed(columns, [excluded, order, names].flatMap(Object.keys))
    .map((column, index) => ({ column, place: numberOf(order[column.name]) ?? 1_000 + index }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ column }) => ({
      ...column,
      shown: excluded[column.name] !== true,
      newName: textOf(names[column.name]),
    }));
}

function withEntry(options: Json, key: string, name: string, value: unknown): Json {
  const before = objectOf(options[key]);
  const after = value === undefined ? without(before, name) : { ...before, [name]: value };
  return { ...options, [key]: after };
}

export function withColumnShown(options: Json, name: string, shown: boolean): Json {
  return withEntry(options, 'excludeByName', name, shown ? undefined : true);
}

export function withColumnName(options: Json, name: string, newName: string): Json {
  return withEntry(options, 'renameByName', name, newName === '' ? undefined : newName);
}

/** The column at a place of the list goes before the one above it. */
export function withColumnUp(
  options: Json,
  columns: readonly OrganizedColumn[],
  place: number,
): Json {
  const names = columns.map(({ name }) => name);
  names.splice(place - 1, 0, ...names.splice(place, 1));
  return {
    ...options,
    indexByName: Object.fromEntries(names.map((name, index) => [name, index])),
  };
}

export const columnRoles = ['ignore', 'groupby', 'aggregate'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** What `groupBy` does with a column. */
export interface GroupedColumn extends Column {
  readonly role: ColumnRole;
  readonly calculations: readonly string[];
}

export function groupedColumns(columns: readonly Column[], options: Json): GroupedColumn[] {
  const fields = objectOf(options['fields']);
  return withNamed(columns, Object.keys(fields)).map((column) => {
    const said = objectOf(fields[column.name]);
    const role = columnRoles.find((each) => each === said['operation']) ?? 'ignore';
    return { ...column, role, calculations: textsOf(said['aggregations']) };
  });
}

/** A column to be calculated begins with a calculation: without one it would vanish. */
export function withColumnRole(options: Json, column: GroupedColumn, role: ColumnRole): Json {
  if (role === 'ignore') return withEntry(options, 'fields', column.name, undefined);
  const usual = column.type === 'number' ? 'mean' : 'count';
  const calculations = column.calculations.length > 0 ? column.calculations : [usual];
  return withEntry(options, 'fields', column.name, {
    ...objectOf(objectOf(options['fields'])[column.name]),
    operation: role,
    aggregations: role === 'aggregate' ? calculations : [],
  });
}

export function withColumnCalculations(
  options: Json,
  name: string,
  calculations: readonly string[],
): Json {
  return withEntry(options, 'fields', name, {
    ...objectOf(objectOf(options['fields'])[name]),
    operation: 'aggregate',
    aggregations: calculations,
  });
}
