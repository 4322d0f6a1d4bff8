import { isObject, numberOf, objectsOf, textOf, type Json } from './json';

interface Property {
  readonly id: string;
  readonly value: unknown;
}

/** An override for series by name, or by a pattern between slashes. */
export function overrideFor(alias: string, properties: readonly Property[]): Json {
  const isPattern = alias.length > 1 && alias.startsWith('/');
  return {
    matcher: { id: isPattern ? 'byRegexp' : 'byName', options: alias },
    properties,
  };
}

// Settings of a series as graph panels wrote them, and the property that each became.
const renamed: Readonly<Record<string, (value: unknown, rightUnit: string) => Property[]>> = {
  fill: (value) => [{ id: 'custom.fillOpacity', value: (numberOf(value) ?? 0) * 10 }],
  linewidth: (value) => [{ id: 'custom.lineWidth', value: numberOf(value) ?? 1 }],
  pointradius: (value) => [{ id: 'custom.pointSize', value: (numberOf(value) ?? 2) * 2 }],
  points: (value) => [{ id: 'custom.showPoints', value: value === true ? 'always' : 'never' }],
  lines: (value) =>
    value === true
      ? [{ id: 'custom.drawStyle', value: 'line' }]
      : [{ id: 'custom.lineWidth', value: 0 }],
  bars: (value) => (value === true ? [{ id: 'custom.drawStyle', value: 'bars' }] : []),
  steppedLine: (value) =>
    value === true ? [{ id: 'custom.lineInterpolation', value: 'stepAfter' }] : [],
  dashes: (value) =>
    value === true ? [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } }] : [],
  color: (value) => [{ id: 'color', value: { mode: 'fixed', fixedColor: textOf(value) } }],
  transform: (value) => [{ id: 'custom.transform', value }],
  fillBelowTo: (value) => [{ id: 'custom.fillBelowTo', value }],
  stack: (value) => [
    {
      id: 'custom.stacking',
      value: { mode: value === false ? 'none' : 'normal', group: textOf(value, 'A') },
    },
  ],
  legend: (value) => (value === false ? [{ id: 'custom.hideFrom', value: { legend: true } }] : []),
  hiddenSeries: (value) =>
    value === true ? [{ id: 'custom.hideFrom', value: { viz: true } }] : [],
  yaxis: (value, rightUnit) =>
    numberOf(value) === 2
      ? [
          { id: 'custom.axisPlacement', value: 'right' },
          { id: 'unit', value: rightUnit },
        ]
      : [],
};

/** The overrides of a graph panel: what it said of single series, and their colours. */
export function seriesOverrides(panel: Json, rightUnit: string): Json[] {
  const colours = isObject(panel['aliasColors']) ? Object.entries(panel['aliasColors']) : [];
  return [
    ...colours.map(([alias, colour]) =>
      overrideFor(alias, [{ id: 'color', value: { mode: 'fixed', fixedColor: colour } }]),
    ),
    ...objectsOf(panel['seriesOverrides']).map((each) =>
      overrideFor(
        textOf(each['alias']),
        Object.entries(each).flatMap(([name, value]) =>
          Object.hasOwn(renamed, name) ? (renamed[name]?.(value, rightUnit) ?? []) : [],
        ),
      ),
    ),
  ];
}
