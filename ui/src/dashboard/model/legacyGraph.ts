import { numberOf, objectOf, objectsOf, oneOf, textOf, type Json } from './json';
import { seriesOverrides } from './legacyOverrides';

/** Statistics of a legend as graph panels named them, and their present names. */
const calculations: readonly (readonly [string, string])[] = [
  ['min', 'min'],
  ['max', 'max'],
  ['avg', 'mean'],
  ['current', 'lastNotNull'],
  ['total', 'sum'],
];

function legendOf(legend: Json): Json {
  const calcs = calculations.filter(([name]) => legend[name] === true).map(([, calc]) => calc);
  const isTable = legend['alignAsTable'] === true;
  return {
    displayMode: isTable ? 'table' : 'list',
    placement: legend['rightSide'] === true ? 'right' : 'bottom',
    showLegend: legend['show'] !== false,
    calcs: legend['values'] === true ? calcs : [],
  };
}

function tooltipOf(tooltip: Json): Json {
  const sort = ['none', 'asc', 'desc'][numberOf(tooltip['sort']) ?? 0] ?? 'none';
  return { mode: tooltip['shared'] === false ? 'single' : 'multi', sort };
}

function drawStyleOf(panel: Json): Json {
  const bars = panel['bars'] === true;
  const lines = panel['lines'] !== false;
  const points = panel['points'] === true;
  const drawStyle = bars ? 'bars' : lines ? 'line' : 'points';
  return {
    drawStyle,
    lineWidth: numberOf(panel['linewidth']) ?? 1,
    fillOpacity: bars ? 80 : Math.min(100, (numberOf(panel['fill']) ?? 1) * 10),
    lineInterpolation: panel['steppedLine'] === true ? 'stepAfter' : 'linear',
    showPoints: points ? 'always' : 'never',
    pointSize: (numberOf(panel['pointradius']) ?? 2) * 2,
    spanNulls: panel['nullPointMode'] === 'connected',
    ...(panel['dashes'] === true && { lineStyle: { fill: 'dash', dash: [10, 10] } }),
  };
}

function stackingOf(panel: Json): Json {
  if (panel['stack'] !== true) return { mode: 'none' };
  return { mode: panel['percentage'] === true ? 'percent' : 'normal', group: 'A' };
}

function scaleOf(axis: Json): Json {
  const log = numberOf(axis['logBase']) ?? 1;
  return log > 1 ? { type: 'log', log } : { type: 'linear' };
}

const thresholdColours: Readonly<Record<string, string>> = {
  critical: 'red',
  warning: 'orange',
  ok: 'green',
};

function thresholdColour(threshold: Json): string {
  const mode = textOf(threshold['colorMode']);
  return thresholdColours[mode] ?? textOf(threshold['fillColor'] ?? threshold['lineColor'], 'red');
}

/** Lines and areas above (`gt`) or below (`lt`) a value become steps of colour. */
function thresholdsOf(panel: Json): { thresholds?: Json; style: string } {
  const listed = objectsOf(panel['thresholds'])
    .map((each) => ({ each, value: numberOf(each['value']) }))
    .filter((each): each is { each: Json; value: number } => each.value !== undefined)
    .toSorted((a, b) => a.value - b.value);
  if (listed.length === 0) return { style: 'off' };
  const steps: { value: number | null; color: string }[] = [{ value: null, color: 'transparent' }];
  for (const { each, value } of listed) {
    const below = each['op'] === 'lt';
    const last = steps.at(-1);
    if (below && last) last.color = thresholdColour(each);
    steps.push({ value, color: below ? 'transparent' : thresholdColour(each) });
  }
  const areas = listed.some(({ each }) => each['fill'] !== false);
  const lines = listed.some(({ each }) => each['line'] !== false);
  return {
    thresholds: { mode: 'absolute', steps },
    style: areas && lines ? 'line+area' : areas ? 'area' : 'line',
  };
}

/** What a graph of totals per series draws over, instead of time. */
function typeOf(panel: Json): string {
  return objectOf(panel['xaxis'])['mode'] === 'series' ? 'bargauge' : 'timeseries';
}

function customOf(panel: Json, left: Json, thresholdsStyle: string): Json {
  return {
    ...drawStyleOf(panel),
    stacking: stackingOf(panel),
    scaleDistribution: scaleOf(left),
    axisLabel: textOf(left['label']),
    axisPlacement: left['show'] === false ? 'hidden' : 'auto',
    thresholdsStyle: { mode: thresholdsStyle },
  };
}

/** A panel of type `graph`, removed from Grafana with version 11, as one of type `timeseries`. */
export function migrateGraph(panel: Json): Json {
  // `yAxes` is a misspelling that is seen in files written by hand.
  const [left = {}, right = {}] = objectsOf(panel['yaxes'] ?? panel['yAxes']);
  const { thresholds, style } = thresholdsOf(panel);
  const value = objectOf(objectOf(panel['xaxis']))['values'];
  const calc = Array.isArray(value) ? textOf(value[0], 'total') : 'total';
  return {
    ...panel,
    type: typeOf(panel),
    fieldConfig: {
      defaults: {
        unit: textOf(left['format'] ?? objectsOf(panel['y_formats'])[0], 'short'),
        ...(numberOf(panel['decimals']) !== undefined && { decimals: panel['decimals'] }),
        ...(numberOf(left['min']) !== undefined && { min: numberOf(left['min']) }),
        ...(numberOf(left['max']) !== undefined && { max: numberOf(left['max']) }),
        ...(thresholds && { thresholds }),
        color: { mode: 'palette-classic' },
        custom: customOf(panel, left, style),
      },
      overrides: seriesOverrides(panel, textOf(right['format'], 'short')),
    },
    options: {
      legend: legendOf(objectOf(panel['legend'])),
      tooltip: tooltipOf(objectOf(panel['tooltip'])),
      reduceOptions: {
        calcs: [calculations.find(([name]) => name === calc)?.[1] ?? 'sum'],
      },
      orientation: oneOf(['horizontal', 'vertical'], undefined),
    },
  };
}
