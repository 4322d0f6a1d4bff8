import { atPath as at, isObject, withPath, type Json } from '../model/json';
import type { PanelKind } from '../model/types';

/** How an option is set. */
export type Input =
  | { readonly type: 'text' | 'longText' | 'switch' | 'unit' }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'several'; readonly choices: readonly string[] };

/** Something that the editor of a panel sets: where it is in the JSON, and for which kinds it means something. */
interface OptionShape {
  readonly name: string;
  readonly path: readonly string[];
  readonly input: Input;
  /** All of them where it is not said. */
  readonly kinds?: readonly PanelKind[];
  /** What holds while the file says nothing. */
  readonly usual: unknown;
}

export type PanelOption = OptionShape & { readonly name: OptionName };

export type Section = 'panel' | 'values' | 'drawing' | 'legend';

const calculations = ['lastNotNull', 'min', 'max', 'mean', 'sum', 'count'] as const;
const reducing: readonly PanelKind[] = ['stat', 'gauge', 'bargauge', 'piechart'];
const withLegend: readonly PanelKind[] = ['timeseries', 'piechart', 'barchart', 'histogram'];
const custom = ['fieldConfig', 'defaults', 'custom'];

/** What can be set of a panel, by section. What is not here can be set in its JSON. */
export const panelOptions = {
  panel: [
    { name: 'title', path: ['title'], input: { type: 'text' }, usual: '' },
    { name: 'description', path: ['description'], input: { type: 'longText' }, usual: '' },
    { name: 'transparent', path: ['transparent'], input: { type: 'switch' }, usual: false },
    {
      name: 'content',
      path: ['options', 'content'],
      input: { type: 'longText' },
      kinds: ['text'],
      usual: '',
    },
    {
      name: 'repeat',
      path: ['repeat'],
      input: { type: 'text' },
      usual: '',
    },
  ],
  values: [
    {
      name: 'calculation',
      path: ['options', 'reduceOptions', 'calcs'],
      input: { type: 'choice', choices: calculations },
      kinds: reducing,
      usual: 'lastNotNull',
    },
    { name: 'unit', path: ['fieldConfig', 'defaults', 'unit'], input: { type: 'unit' }, usual: '' },
    {
      name: 'decimals',
      path: ['fieldConfig', 'defaults', 'decimals'],
      input: { type: 'number', min: 0, max: 15 },
      usual: undefined,
    },
    {
      name: 'min',
      path: ['fieldConfig', 'defaults', 'min'],
      input: { type: 'number' },
      usual: undefined,
    },
    {
      name: 'max',
      path: ['fieldConfig', 'defaults', 'max'],
      input: { type: 'number' },
      usual: undefined,
    },
    {
      name: 'noValue',
      path: ['fieldConfig', 'defaults', 'noValue'],
      input: { type: 'text' },
      usual: '',
    },
  ],
  drawing: [
    {
      name: 'drawStyle',
      path: [...custom, 'drawStyle'],
      input: { type: 'choice', choices: ['line', 'bars', 'points'] },
      kinds: ['timeseries'],
      usual: 'line',
    },
    {
      name: 'interpolation',
      path: [...custom, 'lineInterpolation'],
      input: { type: 'choice', choices: ['linear', 'smooth', 'stepBefore', 'stepAfter'] },
      kinds: ['timeseries'],
      usual: 'linear',
    },
    {
      name: 'stacking',
      path: [...custom, 'stacking', 'mode'],
      input: { type: 'choice', choices: ['none', 'normal', 'percent'] },
      kinds: ['timeseries'],
      usual: 'none',
    },
    {
      name: 'lineWidth',
      path: [...custom, 'lineWidth'],
      input: { type: 'number', min: 0, max: 10 },
      kinds: ['timeseries'],
      usual: undefined,
    },
    {
      name: 'fill',
      path: [...custom, 'fillOpacity'],
      input: { type: 'number', min: 0, max: 100 },
      kinds: ['timeseries', 'histogram'],
      usual: undefined,
    },
    {
      name: 'points',
      path: [...custom, 'showPoints'],
      input: { type: 'choice', choices: ['auto', 'always', 'never'] },
      kinds: ['timeseries'],
      usual: 'auto',
    },
    {
      name: 'spanNulls',
      path: [...custom, 'spanNulls'],
      input: { type: 'switch' },
      kinds: ['timeseries'],
      usual: false,
    },
    {
      name: 'axisLabel',
      path: [...custom, 'axisLabel'],
      input: { type: 'text' },
      kinds: ['timeseries'],
      usual: '',
    },
    {
      name: 'logarithmic',
      path: [...custom, 'scaleDistribution', 'type'],
      input: { type: 'choice', choices: ['linear', 'log'] },
      kinds: ['timeseries'],
      usual: 'linear',
    },
    {
      name: 'thresholdsShown',
      path: [...custom, 'thresholdsStyle', 'mode'],
      input: { type: 'choice', choices: ['off', 'line', 'dashed', 'area', 'line+area'] },
      kinds: ['timeseries'],
      usual: 'off',
    },
    {
      name: 'colouring',
      path: ['options', 'colorMode'],
      input: { type: 'choice', choices: ['value', 'background', 'none'] },
      kinds: ['stat'],
      usual: 'value',
    },
    {
      name: 'sparkline',
      path: ['options', 'graphMode'],
      input: { type: 'choice', choices: ['area', 'none'] },
      kinds: ['stat'],
      usual: 'area',
    },
    {
      name: 'bucketSize',
      path: ['options', 'bucketSize'],
      input: { type: 'number' },
      kinds: ['histogram'],
      usual: undefined,
    },
    {
      name: 'combine',
      path: ['options', 'combine'],
      input: { type: 'switch' },
      kinds: ['histogram'],
      usual: false,
    },
  ],
  legend: [
    {
      name: 'legend',
      path: ['options', 'legend', 'displayMode'],
      input: { type: 'choice', choices: ['list', 'table', 'hidden'] },
      kinds: withLegend,
      usual: 'list',
    },
    {
      name: 'legendPlace',
      path: ['options', 'legend', 'placement'],
      input: { type: 'choice', choices: ['bottom', 'right'] },
      kinds: withLegend,
      usual: 'bottom',
    },
    {
      name: 'legendValues',
      path: ['options', 'legend', 'calcs'],
      input: { type: 'several', choices: calculations },
      kinds: ['timeseries'],
      usual: [],
    },
    {
      name: 'tooltip',
      path: ['options', 'tooltip', 'mode'],
      input: { type: 'choice', choices: ['multi', 'single', 'none'] },
      kinds: ['timeseries'],
      usual: 'multi',
    },
  ],
} as const satisfies Readonly<Record<Section, readonly OptionShape[]>>;

export type OptionName = (typeof panelOptions)[Section][number]['name'];

export function optionsFor(section: Section, kind: PanelKind): PanelOption[] {
  const all: readonly PanelOption[] = panelOptions[section];
  return all.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));
}

/** What an option is set to, or what holds without it. */
export function optionValue(panel: Json, { path, usual, name }: PanelOption): unknown {
  const value = at(panel, path);
  if (name === 'calculation') return Array.isArray(value) ? (value[0] ?? usual) : usual;
  if (name === 'legend' && at(panel, ['options', 'legend', 'showLegend']) === false)
    return 'hidden';
  return value ?? usual;
}

function without(json: Json, path: readonly string[]): Json {
  const [name, ...rest] = path;
  if (name === undefined || !(name in json)) return json;
  const { [name]: value, ...others } = json;
  return rest.length === 0 || !isObject(value) ? others : { ...json, [name]: without(value, rest) };
}

/** The panel with an option set; undefined takes it out. */
export function withOption(panel: Json, option: PanelOption, value: unknown): Json {
  const { path, name } = option;
  if (value === undefined || value === '') return without(panel, path);
  if (name === 'calculation') return withPath(panel, path, [value]);
  const set = withPath(panel, path, value);
  if (name === 'legend')
    return withPath(set, ['options', 'legend', 'showLegend'], value !== 'hidden');
  if (name === 'stacking' && value !== 'none')
    return withPath(set, [...custom, 'stacking', 'group'], 'A');
  if (name === 'logarithmic' && value === 'log')
    return withPath(set, [...custom, 'scaleDistribution', 'log'], 10);
  return set;
}

/** Units that are asked for most; any other of Grafana's can be written. */
export const usualUnits = [
  'short',
  'none',
  'percent',
  'percentunit',
  's',
  'ms',
  'bytes',
  'decbytes',
  'Bps',
  'bps',
  'reqps',
  'ops',
  'cps',
  'celsius',
  'dateTimeFromNow',
  'currencyEUR',
  'currencyUSD',
  'bool_yes_no',
] as const;

/** A step of the thresholds as the file writes it; the first has no value. */
export interface WrittenStep {
  readonly value: number | null;
  readonly color: string;
}

const usualSteps: readonly WrittenStep[] = [{ value: null, color: 'green' }];
export const stepColours = ['green', 'yellow', 'orange', 'red', 'blue', 'purple', 'gray'] as const;

export type ThresholdMode = 'absolute' | 'percentage';

const thresholdsPath = ['fieldConfig', 'defaults', 'thresholds'];

export function thresholdMode(panel: Json): ThresholdMode {
  return modeOf(at(panel, thresholdsPath));
}

/** Whether steps are values, or percents of the way from the smallest to the largest. */
export function modeOf(thresholds: unknown): ThresholdMode {
  return at(thresholds, ['mode']) === 'percentage' ? 'percentage' : 'absolute';
}

export function thresholdSteps(panel: Json): readonly WrittenStep[] {
  return stepsOf(at(panel, thresholdsPath));
}

export function stepsOf(thresholds: unknown): readonly WrittenStep[] {
  const steps = at(thresholds, ['steps']);
  if (!Array.isArray(steps) || steps.length === 0) return usualSteps;
  return steps.filter(isObject).map(({ value, color }, index) => ({
    value: index === 0 || typeof value !== 'number' ? null : value,
    color: typeof color === 'string' ? color : 'green',
  }));
}

export function withThresholds(
  panel: Json,
  steps: readonly WrittenStep[],
  mode = thresholdMode(panel),
): Json {
  return withPath(panel, thresholdsPath, { mode, steps });
}
