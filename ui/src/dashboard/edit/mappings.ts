import { numberOf, objectOf, objectsOf, textOf, type Json } from '../model/json';

export const mappingKinds = ['value', 'range', 'regex', 'special'] as const;
export type MappingKind = (typeof mappingKinds)[number];

export const specialValues = ['null', 'nan', 'null+nan', 'true', 'false', 'empty'] as const;

/** One condition and what is shown for it. */
export interface MappingRow {
  readonly kind: MappingKind;
  /** The value, the pattern, or the name of the special value; of a range, where it begins. */
  readonly match: string;
  /** Of a range, where it ends. */
  readonly to: string;
  readonly text: string;
  readonly colour: string;
}

function row(kind: MappingKind, match: string, to: string, result: unknown): MappingRow {
  const { text, color } = objectOf(result);
  return { kind, match, to, text: textOf(text), colour: textOf(color) };
}

function rowsOf(mapping: Json): MappingRow[] {
  const options = objectOf(mapping['options']);
  switch (mapping['type']) {
    case 'value':
      return Object.entries(options).map(([value, result]) => row('value', value, '', result));
    case 'range':
      return [row('range', textOf(options['from']), textOf(options['to']), options['result'])];
    case 'regex':
      return [row('regex', textOf(options['pattern']), '', options['result'])];
    case 'special':
      return [row('special', textOf(options['match']), '', options['result'])];
    // As Grafana before version 8 wrote them.
    case 1:
      return [row('value', textOf(mapping['value']), '', mapping)];
    case 2:
      return [row('range', textOf(mapping['from']), textOf(mapping['to']), mapping)];
    default:
      return [];
  }
}

/** Mappings as rows, a value each, in the order in which they hold. */
export function mappingRows(mappings: unknown): MappingRow[] {
  return objectsOf(mappings).flatMap(rowsOf);
}

function resultOf({ text, colour }: MappingRow, index: number): Json {
  return { index, ...(text !== '' && { text }), ...(colour !== '' && { color: colour }) };
}

function mappingOf(each: MappingRow, index: number): Json {
  const result = resultOf(each, index);
  switch (each.kind) {
    case 'value':
      return { type: 'value', options: { [each.match]: result } };
    case 'range':
      return {
        type: 'range',
        options: { from: numberOf(each.match) ?? null, to: numberOf(each.to) ?? null, result },
      };
    case 'regex':
      return { type: 'regex', options: { pattern: each.match, result } };
    case 'special':
      return { type: 'special', options: { match: each.match, result } };
  }
}

/** Rows as Grafana writes them. */
export function mappingsFrom(rows: readonly MappingRow[]): Json[] {
  return rows.map(mappingOf);
}
