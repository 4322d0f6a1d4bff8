import type { Labels } from '../../api/types';
import type { Json } from '../model/json';

/** A value of a field: a number, a text, or nothing. */
export type Cell = number | string | null;

export type FieldType = 'time' | 'number' | 'string';

/** A column. Times are in milliseconds since the epoch. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly values: readonly Cell[];
  readonly labels: Labels;
  /** The name that its source gives it; overrides see it by this. */
  readonly sourceName: string;
  /** Settings that came with a transformation, under those of the panel. */
  readonly config: Json;
}

/** Columns of the same length: the answer to one question, or one series of it. */
export interface Frame {
  readonly refId: string;
  readonly fields: readonly Field[];
}

export function rowsIn({ fields }: Frame): number {
  return fields[0]?.values.length ?? 0;
}

export function timeFieldOf({ fields }: Frame): Field | undefined {
  return fields.find(({ type }) => type === 'time');
}

export function field(
  name: string,
  type: FieldType,
  values: readonly Cell[],
  more: Partial<Pick<Field, 'labels' | 'sourceName' | 'config'>> = {},
): Field {
  return { name, type, values, labels: {}, sourceName: '', config: {}, ...more };
}

/** What a reader calls a field: as the panel says, as its source says, or by its own name. */
export function displayName(each: Field): string {
  const configured = each.config['displayName'];
  if (typeof configured === 'string' && configured !== '') return configured;
  return each.sourceName === '' ? each.name : each.sourceName;
}
