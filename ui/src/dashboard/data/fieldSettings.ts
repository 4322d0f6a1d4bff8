import {
  isObject,
  numberOf,
  objectOf,
  objectsOf,
  oneOf,
  textOf,
  withPath,
  type Json,
} from '../model/json';
import { linksOf } from '../model/readPanel';
import type { FieldConfig, FieldOverride, Link } from '../model/types';
import { displayName, type Field, type Frame } from './frame';

export interface MappingResult {
  readonly text: string | undefined;
  readonly colour: string | undefined;
}

/** Values that are shown as a word or in a colour. */
export type ValueMapping =
  | { readonly kind: 'value'; readonly results: ReadonlyMap<string, MappingResult> }
  | {
      readonly kind: 'range';
      readonly from: number;
      readonly to: number;
      readonly result: MappingResult;
    }
  | { readonly kind: 'regex'; readonly pattern: string; readonly result: MappingResult }
  | { readonly kind: 'special'; readonly match: string; readonly result: MappingResult };

export interface ThresholdStep {
  readonly value: number;
  readonly colour: string;
}

export interface Thresholds {
  readonly mode: 'absolute' | 'percentage';
  /** From the lowest; the first begins at minus infinity. */
  readonly steps: readonly ThresholdStep[];
}

/** How the values of one field are shown. */
export interface FieldSettings {
  readonly unit: string;
  readonly decimals: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly displayName: string;
  readonly noValue: string;
  readonly mappings: readonly ValueMapping[];
  readonly thresholds: Thresholds | undefined;
  readonly colour: { readonly mode: string; readonly fixed: string };
  readonly links: readonly Link[];
  /** What a kind of panel knows beside this; read by the kind. */
  readonly custom: Json;
}

function resultOf(value: unknown): MappingResult {
  const result = objectOf(value);
  return {
    text: result['text'] === undefined ? undefined : textOf(result['text']),
    colour: textOf(result['color']) || undefined,
  };
}

/** Mappings as Grafana before version 8 wrote them have a number for their kind. */
function oldMapping(mapping: Json): ValueMapping | undefined {
  const result = resultOf(mapping);
  if (mapping['type'] === 2)
    return {
      kind: 'range',
      from: numberOf(mapping['from']) ?? -Infinity,
      to: numberOf(mapping['to']) ?? Infinity,
      result,
    };
  const value = textOf(mapping['value']);
  return value === 'null'
    ? { kind: 'special', match: 'null', result }
    : { kind: 'value', results: new Map([[value, result]]) };
}

function readMapping(mapping: Json): ValueMapping | undefined {
  const options = objectOf(mapping['options']);
  switch (mapping['type']) {
    case 'value':
      return {
        kind: 'value',
        results: new Map(
          Object.entries(options).map(([value, result]) => [value, resultOf(result)]),
        ),
      };
    case 'range':
      return {
        kind: 'range',
        from: numberOf(options['from']) ?? -Infinity,
        to: numberOf(options['to']) ?? Infinity,
        result: resultOf(options['result']),
      };
    case 'regex':
      return {
        kind: 'regex',
        pattern: textOf(options['pattern']),
        result: resultOf(options['result']),
      };
    case 'special':
      return {
        kind: 'special',
        match: textOf(options['match']),
        result: resultOf(options['result']),
      };
    case 1:
    case 2:
      return oldMapping(mapping);
    default:
      return undefined;
  }
}

function readThresholds(value: unknown): Thresholds | undefined {
  if (!isObject(value)) return undefined;
  const steps = objectsOf(value['steps']).map((step, index) => ({
    value: index === 0 ? -Infinity : (numberOf(step['value']) ?? -Infinity),
    colour: textOf(step['color'], 'green'),
  }));
  return {
    mode: oneOf(['absolute', 'percentage'], value['mode']),
    steps: steps.toSorted((a, b) => a.value - b.value),
  };
}

/** The settings of a field from their JSON. Anything that is not understood counts as not said. */
export function fieldSettings(json: Json): FieldSettings {
  const colour = objectOf(json['color']);
  return {
    unit: textOf(json['unit']),
    decimals: numberOf(json['decimals']),
    min: numberOf(json['min']),
    max: numberOf(json['max']),
    displayName: textOf(json['displayName']),
    noValue: textOf(json['noValue']),
    mappings: objectsOf(json['mappings']).flatMap((mapping) => readMapping(mapping) ?? []),
    thresholds: readThresholds(json['thresholds']),
    colour: { mode: textOf(colour['mode']), fixed: textOf(colour['fixedColor']) },
    links: linksOf(json['links']),
    custom: objectOf(json['custom']),
  };
}

function patternOf(text: string): RegExp | undefined {
  const slashed = /^\/(.*)\/([a-z]*)$/s.exec(text);
  try {
    return slashed
      ? new RegExp(slashed[1] ?? '', (slashed[2] ?? '').replace('g', ''))
      : new RegExp(text);
  } catch {
    return undefined;
  }
}

function namesIn(options: unknown): readonly unknown[] {
  const names = isObject(options) ? options['names'] : options;
  return Array.isArray(names) ? names : [];
}

/** Whether an override, or another choice of fields, means this one. */
export function fits(
  { id, options }: FieldOverride['matcher'],
  field: Field,
  frame: Frame,
): boolean {
  const name = displayName(field);
  switch (id) {
    case 'byName':
      return options === name || options === field.name;
    case 'byNames': {
      const listed = namesIn(options).some((each) => each === name || each === field.name);
      return isObject(options) && options['mode'] === 'exclude' ? !listed : listed;
    }
    case 'byRegexp':
    case 'byRegexpOrNames':
      return (
        patternOf(textOf(isObject(options) ? options['pattern'] : options))?.test(name) === true
      );
    case 'byType':
      return options === field.type;
    case 'byFrameRefID':
      return options === frame.refId;
    case 'numeric':
      return field.type === 'number';
    case 'time':
      return field.type === 'time';
    default:
      return false;
  }
}

/** The settings of one field: those of the panel, and over them every override that means it, in order. */
export function settingsFor(config: FieldConfig, field: Field, frame: Frame): FieldSettings {
  const own = config.overrides
    .filter(({ matcher }) => fits(matcher, field, frame))
    .flatMap(({ properties }) => properties);
  const json = own.reduce<Json>(
    (settings, { id, value }) => withPath(settings, id.split('.'), value),
    { ...config.defaults, ...field.config },
  );
  return fieldSettings(json);
}
