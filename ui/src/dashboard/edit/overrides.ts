import { objectOf, objectsOf, textOf, withPath, type Json } from '../model/json';
import type { Input } from './panelOptions';

export const matcherKinds = ['byName', 'byRegexp', 'byType', 'byFrameRefID'] as const;
export type MatcherKind = (typeof matcherKinds)[number];

export const fieldTypes = ['number', 'string', 'time', 'boolean'] as const;

/** How the value of a property is set. */
export type PropertyInput =
  Input | { readonly type: 'fixedColour' | 'thresholds' | 'mappings' | 'links' };

export interface OverrideProperty {
  readonly id: string;
  /** By which it is named to people. */
  readonly name: string;
  readonly input: PropertyInput;
  /** With what it begins. */
  readonly start: unknown;
}

/** What an override can set with a field of its own; anything else stays as it is written. */
export const overrideProperties = [
  { id: 'displayName', name: 'displayName', input: { type: 'text' }, start: '' },
  { id: 'unit', name: 'unit', input: { type: 'unit' }, start: 'short' },
  { id: 'decimals', name: 'decimals', input: { type: 'number', min: 0, max: 15 }, start: 2 },
  { id: 'min', name: 'min', input: { type: 'number' }, start: 0 },
  { id: 'max', name: 'max', input: { type: 'number' }, start: 100 },
  { id: 'noValue', name: 'noValue', input: { type: 'text' }, start: '–' },
  {
    id: 'color',
    name: 'colour',
    input: { type: 'fixedColour' },
    start: { mode: 'fixed', fixedColor: 'blue' },
  },
  {
    id: 'custom.axisPlacement',
    name: 'axisPlacement',
    input: { type: 'choice', choices: ['auto', 'left', 'right', 'hidden'] },
    start: 'right',
  },
  { id: 'custom.axisLabel', name: 'axisLabel', input: { type: 'text' }, start: '' },
  {
    id: 'custom.drawStyle',
    name: 'drawStyle',
    input: { type: 'choice', choices: ['line', 'bars', 'points'] },
    start: 'bars',
  },
  {
    id: 'custom.lineWidth',
    name: 'lineWidth',
    input: { type: 'number', min: 0, max: 10 },
    start: 2,
  },
  {
    id: 'custom.fillOpacity',
    name: 'fill',
    input: { type: 'number', min: 0, max: 100 },
    start: 10,
  },
  {
    id: 'thresholds',
    name: 'thresholds',
    input: { type: 'thresholds' },
    start: { mode: 'absolute', steps: [{ value: null, color: 'green' }] },
  },
  { id: 'mappings', name: 'mappings', input: { type: 'mappings' }, start: [] },
  { id: 'links', name: 'links', input: { type: 'links' }, start: [] },
] as const satisfies readonly OverrideProperty[];

export type PropertyName = (typeof overrideProperties)[number]['name'];

export function propertyOf(id: string): (OverrideProperty & { name: PropertyName }) | undefined {
  return overrideProperties.find((property) => property.id === id);
}

const path = ['fieldConfig', 'overrides'];

export function overridesIn(panel: Json): Json[] {
  return objectsOf(objectOf(panel['fieldConfig'])['overrides']);
}

export function withOverrides(panel: Json, overrides: readonly Json[]): Json {
  return withPath(panel, path, overrides);
}

export function newOverride(): Json {
  return { matcher: { id: 'byName', options: '' }, properties: [] };
}

/** An override for other fields: what one kind of matcher is told means nothing to another. */
export function withMatcher(override: Json, id: MatcherKind): Json {
  return { ...override, matcher: { id, options: id === 'byType' ? fieldTypes[0] : '' } };
}

/** Properties as they are written; of one that is said twice, the last holds. */
export function propertiesIn(override: Json): { readonly id: string; readonly value: unknown }[] {
  return objectsOf(override['properties']).map(({ id, value }) => ({ id: textOf(id), value }));
}

export function withProperty(override: Json, id: string, value: unknown): Json {
  const properties = propertiesIn(override);
  const next = properties.some((each) => each.id === id)
    ? properties.map((each) => (each.id === id ? { id, value } : each))
    : [...properties, { id, value }];
  return { ...override, properties: next };
}

export function withoutProperty(override: Json, id: string): Json {
  return { ...override, properties: propertiesIn(override).filter((each) => each.id !== id) };
}
