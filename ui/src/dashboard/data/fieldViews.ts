import { seriesName } from '../../lib/seriesName';
import type { FieldConfig } from '../model/types';
import { calculate } from './calculations';
import { settingsFor, type FieldSettings } from './fieldSettings';
import { displayName, timeFieldOf, type Cell, type Field, type Frame } from './frame';

/** A field with its name and settings, as a panel shows it. */
export interface FieldView {
  readonly frame: Frame;
  readonly field: Field;
  readonly name: string;
  readonly settings: FieldSettings;
  /** Among the fields with numbers: its place in the palette. */
  readonly place: number;
}

const fieldReference =
  /\$\{__(?:field|series)(?:\.(name|displayName|labels))?(?:\.([^}]+)|\["([^"]+)"\])?\}/g;

function nameOf(field: Field, settings: FieldSettings): string {
  const own = displayName(field);
  const labelled = own === field.name && Object.keys(field.labels).length > 0;
  const usual = labelled ? seriesName(field.labels) : own;
  if (settings.displayName === '') return usual;
  return settings.displayName.replaceAll(
    fieldReference,
    (_whole, kind: string | undefined, dotted: string | undefined, quoted: string | undefined) => {
      const label = dotted ?? quoted;
      if (kind === 'labels' && label !== undefined) return field.labels[label] ?? '';
      return usual;
    },
  );
}

/** All fields of all frames, in their order. */
export function fieldViews(frames: readonly Frame[], config: FieldConfig): FieldView[] {
  let place = 0;
  return frames.flatMap((frame) =>
    frame.fields.map((field) => {
      const settings = settingsFor(config, field, frame);
      const view = { frame, field, name: nameOf(field, settings), settings, place };
      if (field.type === 'number') place += 1;
      return view;
    }),
  );
}

/** Those that a chart draws: with numbers, and not hidden by an override. */
export function numericViews(frames: readonly Frame[], config: FieldConfig): FieldView[] {
  return fieldViews(frames, config).filter(({ field }) => field.type === 'number');
}

/** One value of a field, with all of its values where they have times. */
export interface ReducedValue {
  readonly key: string;
  readonly name: string;
  readonly value: Cell;
  readonly settings: FieldSettings;
  readonly place: number;
  readonly trend: readonly Cell[];
}

export interface ReduceOptions {
  readonly calculation: string;
  /** Show every row instead of one value of each field. */
  readonly eachRow: boolean;
  readonly mostRows: number;
}

/** Smallest and largest of all values: what a gauge spans where nothing is said. */
function spanOf(views: readonly FieldView[]): { min: number; max: number } {
  const values = views.flatMap(({ field }) =>
    field.values.filter((value): value is number => typeof value === 'number'),
  );
  return {
    min: Number(calculate('min', values) ?? 0),
    max: Number(calculate('max', values) ?? 100),
  };
}

/** The values of a panel that shows one for each field: stat, gauge, bars, pie. */
export function reducedValues(
  frames: readonly Frame[],
  config: FieldConfig,
  { calculation, eachRow, mostRows }: ReduceOptions,
): ReducedValue[] {
  const views = numericViews(frames, config);
  const span = spanOf(views);
  return views.flatMap((view, index): ReducedValue[] => {
    const { field, frame, name, place } = view;
    const settings = {
      ...view.settings,
      min: view.settings.min ?? Math.min(0, span.min),
      max: view.settings.max ?? span.max,
    };
    if (!eachRow)
      return [
        {
          key: `${index}/${name}`,
          name,
          settings,
          place,
          value: calculate(calculation, field.values),
          trend: timeFieldOf(frame) === undefined ? [] : field.values,
        },
      ];
    const text = frame.fields.find(({ type }) => type === 'string');
    return field.values.slice(0, mostRows).map((value, row) => ({
      key: `${index}/${row}`,
      name: text === undefined ? name : String(text.values[row] ?? ''),
      settings,
      place: row,
      value,
      trend: [],
    }));
  });
}
