import { readRegex } from '../variables/options';
import { cssColour, seriesColour } from './colours';
import type { FieldSettings, MappingResult, Thresholds } from './fieldSettings';
import type { Cell } from './frame';
import { valueText, type ValueText } from './valueText';

/** A value as it is shown: in words, with its unit, in its colour. */
export interface Shown extends ValueText {
  /** For CSS; undefined where nothing gives it a colour. */
  readonly colour: string | undefined;
}

function fitsSpecial(match: string, value: Cell): boolean {
  const isNaN = typeof value === 'number' && Number.isNaN(value);
  switch (match) {
    case 'null':
      return value === null;
    case 'nan':
      return isNaN;
    case 'null+nan':
      return value === null || isNaN;
    case 'true':
    case 'false':
      return String(value) === match;
    case 'empty':
      return value === '';
    default:
      return false;
  }
}

/** The first mapping that fits a value. */
export function mapped({ mappings }: FieldSettings, value: Cell): MappingResult | undefined {
  for (const mapping of mappings) {
    switch (mapping.kind) {
      case 'value': {
        const result = mapping.results.get(String(value));
        if (value !== null && result !== undefined) return result;
        break;
      }
      case 'range':
        if (typeof value === 'number' && value >= mapping.from && value <= mapping.to)
          return mapping.result;
        break;
      case 'regex': {
        const regex = readRegex(mapping.pattern);
        if (value === null || regex === undefined || !regex.test(String(value))) break;
        const { text } = mapping.result;
        return {
          ...mapping.result,
          text: text === undefined ? undefined : String(value).replace(regex, text),
        };
      }
      case 'special':
        if (fitsSpecial(mapping.match, value)) return mapping.result;
        break;
    }
  }
  return undefined;
}

/** The steps in the units of the field: percentages are shares of its span. */
export function absoluteSteps(
  { mode, steps }: Thresholds,
  { min = 0, max = 100 }: Pick<FieldSettings, 'min' | 'max'>,
): Thresholds['steps'] {
  if (mode === 'absolute') return steps;
  return steps.map((step) => ({ ...step, value: min + (step.value / 100) * (max - min) }));
}

const usualThresholds: Thresholds = {
  mode: 'absolute',
  steps: [
    { value: -Infinity, colour: 'green' },
    { value: 80, colour: 'red' },
  ],
};

/** The colour of the highest step that a value reaches. */
export function thresholdColour(settings: FieldSettings, value: number): string {
  const steps = absoluteSteps(settings.thresholds ?? usualThresholds, settings);
  const reached = steps.findLast((step) => value >= step.value) ?? steps[0];
  return cssColour(reached?.colour ?? 'green');
}

/** From green over yellow to red, and the like: a mixture by where a value lies in the field's span. */
function gradientColour(mode: string, share: number): string | undefined {
  const scale = /^continuous-(.+)$/.exec(mode)?.[1];
  if (scale === undefined) return undefined;
  const names: Readonly<Record<string, string>> = {
    GrYlRd: 'green yellow red',
    RdYlGr: 'red yellow green',
    BlYlRd: 'blue yellow red',
    YlRd: 'yellow red',
    BlPu: 'blue purple',
    YlBl: 'yellow blue',
  };
  const colours = (names[scale] ?? `white ${scale.replace(/s$/, '')}`).split(' ').map(cssColour);
  const place = Math.min(1, Math.max(0, share)) * (colours.length - 1);
  const low = Math.min(colours.length - 2, Math.floor(place));
  const part = Math.round((place - low) * 100);
  return `color-mix(in oklab, ${colours[low + 1] ?? ''} ${part}%, ${colours[low] ?? ''})`;
}

/** The colour of a value by the field's mode; `place` is that of its series in the palette. */
export function valueColour(
  settings: FieldSettings,
  value: Cell,
  place: number,
  usualMode = 'thresholds',
): string | undefined {
  const { colour, min = 0, max = 100 } = settings;
  const mode = colour.mode === '' ? usualMode : colour.mode;
  if (mode === 'fixed' || mode === 'shades') return cssColour(colour.fixed);
  if (mode === 'text') return undefined;
  if (mode.startsWith('palette-')) return seriesColour(place);
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
  return gradientColour(mode, (value - min) / (max - min || 1)) ?? thresholdColour(settings, value);
}

/** A value as its field says: mapped to a word, or a number with its unit. */
export function show(
  settings: FieldSettings,
  value: Cell,
  locale: string,
  place = 0,
  usualMode = 'thresholds',
): Shown {
  const result = mapped(settings, value);
  const colour =
    result?.colour === undefined
      ? valueColour(settings, value, place, usualMode)
      : cssColour(result.colour);
  if (result?.text !== undefined && result.text !== '')
    return { prefix: '', text: result.text, suffix: '', colour };
  if (value === null)
    return { prefix: '', text: settings.noValue || '–', suffix: '', colour: undefined };
  if (typeof value === 'string') return { prefix: '', text: value, suffix: '', colour };
  const { prefix, suffix } = settings.custom;
  const text = valueText(value, settings.unit, settings.decimals, locale);
  return {
    prefix: (typeof prefix === 'string' ? prefix : '') + text.prefix,
    text: text.text,
    suffix: text.suffix + (typeof suffix === 'string' ? suffix : ''),
    colour,
  };
}

export function shownText({ prefix, text, suffix }: Shown): string {
  return prefix + text + suffix;
}
