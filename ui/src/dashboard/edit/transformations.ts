import { objectOf, objectsOf, textOf, withPath, type Json } from '../model/json';
import type { Input } from './panelOptions';

/** Something that a transformation is told. */
interface TransformationOption {
  readonly name: string;
  readonly path: readonly string[];
  readonly input: Input;
  readonly usual: unknown;
}

const calculations = ['lastNotNull', 'min', 'max', 'mean', 'sum', 'count'] as const;

/** What can be done to the answers before they are drawn. What is told of columns is in `columns.ts`. */
export const transformations = {
  organize: [],
  filterFieldsByName: [
    { name: 'include', path: ['include', 'pattern'], input: { type: 'text' }, usual: '' },
    { name: 'exclude', path: ['exclude', 'pattern'], input: { type: 'text' }, usual: '' },
  ],
  renameByRegex: [
    { name: 'pattern', path: ['regex'], input: { type: 'text' }, usual: '' },
    { name: 'replacement', path: ['renamePattern'], input: { type: 'text' }, usual: '' },
  ],
  reduce: [
    {
      name: 'calculations',
      path: ['reducers'],
      input: { type: 'several', choices: calculations },
      usual: ['max'],
    },
  ],
  sortBy: [
    { name: 'field', path: ['sort', '0', 'field'], input: { type: 'text' }, usual: '' },
    { name: 'descending', path: ['sort', '0', 'desc'], input: { type: 'switch' }, usual: false },
  ],
  limit: [{ name: 'rows', path: ['limitField'], input: { type: 'number', min: 0 }, usual: 10 }],
  groupBy: [],
  joinByField: [{ name: 'field', path: ['byField'], input: { type: 'text' }, usual: '' }],
  merge: [],
  concatenate: [],
  labelsToFields: [],
  seriesToRows: [],
  prepareTimeSeries: [],
  calculateField: [
    {
      name: 'calculation',
      path: ['mode'],
      input: { type: 'choice', choices: ['binary', 'reduceRow'] },
      usual: 'reduceRow',
    },
    { name: 'left', path: ['binary', 'left'], input: { type: 'text' }, usual: '' },
    {
      name: 'operator',
      path: ['binary', 'operator'],
      input: { type: 'choice', choices: ['+', '-', '*', '/'] },
      usual: '+',
    },
    { name: 'right', path: ['binary', 'right'], input: { type: 'text' }, usual: '' },
    { name: 'alias', path: ['alias'], input: { type: 'text' }, usual: '' },
    { name: 'replaceFields', path: ['replaceFields'], input: { type: 'switch' }, usual: false },
  ],
} as const satisfies Readonly<Record<string, readonly TransformationOption[]>>;

export type TransformationId = keyof typeof transformations;
export type TransformationOptionName =
  (typeof transformations)[TransformationId][number] extends infer Option
    ? Option extends { readonly name: infer Name }
      ? Name
      : never
    : never;

export const transformationIds = Object.keys(transformations) as TransformationId[];

export function optionsOf(
  id: string,
): readonly (TransformationOption & { readonly name: TransformationOptionName })[] {
  return Object.hasOwn(transformations, id) ? transformations[id as TransformationId] : [];
}

export function transformationsIn(panel: Json): Json[] {
  return objectsOf(panel['transformations']);
}

export function withTransformations(panel: Json, list: readonly Json[]): Json {
  return { ...panel, transformations: list };
}

export function newTransformation(id: TransformationId): Json {
  return { id, options: {} };
}

/** Lists on the way to a value are lists again. */
function withValue(target: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (/^\d+$/.test(name)) {
    const list: readonly unknown[] = Array.isArray(target) ? target : [];
    const place = Number(name);
    return Object.assign([...list], { [place]: withValue(list[place], rest, value) });
  }
  const object = objectOf(target);
  return { ...object, [name]: withValue(object[name], rest, value) };
}

function at(target: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      Array.isArray(value) ? (value as readonly unknown[])[Number(name)] : objectOf(value)[name],
    target,
  );
}

export function transformationValue(
  transformation: Json,
  { path, usual }: Pick<TransformationOption, 'path' | 'usual'>,
): unknown {
  const value = at(transformation['options'], path);
  // Grafana also writes a side of a calculation as a matcher of the column.
  const matched = objectOf(objectOf(value)['matcher'])['options'] ?? objectOf(value)['fixed'];
  return matched ?? value ?? usual;
}

export function withTransformationValue(
  transformation: Json,
  { path }: Pick<TransformationOption, 'path'>,
  value: unknown,
): Json {
  return { ...transformation, options: withValue(transformation['options'], path, value ?? '') };
}

export function withTransformationOptions(transformation: Json, options: Json): Json {
  return withPath(transformation, ['options'], options);
}

export function idOfTransformation(transformation: Json): string {
  return textOf(transformation['id']);
}
