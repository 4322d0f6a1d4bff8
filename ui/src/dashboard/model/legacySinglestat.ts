import { numberOf, objectOf, objectsOf, textOf, textsOf, type Json } from './json';

const calculations: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  min: 'min',
  max: 'max',
  total: 'sum',
  first: 'first',
  delta: 'delta',
  diff: 'diff',
  range: 'range',
  last_time: 'lastNotNull',
};

const usualColours = ['#299c46', 'rgba(237, 129, 40, 0.89)', '#d44a3a'];

/** Values and ranges that are shown as words. */
export function mappingsOf(source: Json): Json[] {
  const values = objectsOf(source['valueMaps']).filter(({ text }) => textOf(text) !== '');
  const ranges = objectsOf(source['rangeMaps']).filter(({ text }) => textOf(text) !== '');
  const usesRanges = numberOf(source['mappingType']) === 2;
  if (usesRanges)
    return ranges.map(({ from, to, text }) => ({
      type: 'range',
      options: { from: numberOf(from) ?? null, to: numberOf(to) ?? null, result: { text } },
    }));
  return values.map(({ value, text }) =>
    value === 'null' || value === null
      ? { type: 'special', options: { match: 'null', result: { text } } }
      : { type: 'value', options: { [textOf(value)]: { text } } },
  );
}

/** `1,5,10` with its colours as steps; nothing for an empty text. */
export function stepsOf(limits: unknown, colours: readonly string[]): Json | undefined {
  const texts = Array.isArray(limits) ? textsOf(limits) : textOf(limits).split(',');
  const values = texts.map(numberOf).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  const colourAt = (index: number) => colours[index] ?? colours.at(-1) ?? 'green';
  return {
    mode: 'absolute',
    steps: [
      { value: null, color: colourAt(0) },
      ...values.map((value, index) => ({ value, color: colourAt(index + 1) })),
    ],
  };
}

const timeUnits = new Set(['ns', 'µs', 'ms', 's', 'm', 'h', 'd']);

/** An `s` after a time made its unit a plural, when units were written out. */
function suffixOf(panel: Json): string {
  const suffix = textOf(panel['postfix']);
  return suffix === 's' && timeUnits.has(textOf(panel['format'])) ? '' : suffix;
}

function defaultsOf(panel: Json, gauge: Json): Json {
  const coloured = panel['colorValue'] === true || panel['colorBackground'] === true;
  const chosen = textsOf(panel['colors']);
  const thresholds = stepsOf(panel['thresholds'], chosen.length > 0 ? chosen : usualColours);
  const nullText = textOf(panel['nullText']);
  return {
    unit: textOf(panel['format'], 'none'),
    ...(numberOf(panel['decimals']) !== undefined && { decimals: panel['decimals'] }),
    ...(nullText !== '' && { noValue: nullText }),
    ...(thresholds && { thresholds }),
    color: coloured || gauge['show'] === true ? { mode: 'thresholds' } : { mode: 'text' },
    mappings: mappingsOf(panel),
    ...(gauge['show'] === true && {
      min: numberOf(gauge['minValue']) ?? 0,
      max: numberOf(gauge['maxValue']) ?? 100,
    }),
    custom: { prefix: textOf(panel['prefix']), suffix: suffixOf(panel) },
  };
}

function colourModeOf(panel: Json): string {
  if (panel['colorBackground'] === true) return 'background';
  return panel['colorValue'] === true ? 'value' : 'none';
}

/** A panel of type `singlestat`, removed from Grafana with version 8, as a `stat` or a `gauge`. */
export function migrateSinglestat(panel: Json): Json {
  const gauge = objectOf(panel['gauge']);
  const valueName = textOf(panel['valueName'], 'avg');
  return {
    ...panel,
    type: gauge['show'] === true ? 'gauge' : 'stat',
    fieldConfig: { defaults: defaultsOf(panel, gauge), overrides: [] },
    options: {
      reduceOptions: { calcs: [calculations[valueName] ?? 'mean'], values: false },
      colorMode: colourModeOf(panel),
      graphMode: objectOf(panel['sparkline'])['show'] === true ? 'area' : 'none',
      textMode: valueName === 'name' ? 'name' : 'value',
      showThresholdLabels: gauge['thresholdLabels'] === true,
      showThresholdMarkers: gauge['thresholdMarkers'] !== false,
    },
  };
}
