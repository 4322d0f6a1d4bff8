import { numberOf, objectOf, oneOf, textOf } from '../../model/json';
import { calculate } from '../../data/calculations';
import { valueColour } from '../../data/display';
import type { FieldSettings } from '../../data/fieldSettings';
import { numericViews } from '../../data/fieldViews';
import { timeFieldOf, type Cell, type Frame } from '../../data/frame';
import type { FieldConfig } from '../../model/types';

export type Axis = 'left' | 'right';

/** How one series is drawn. */
export interface LineStyle {
  readonly draw: 'line' | 'bars' | 'points';
  readonly interpolation: 'linear' | 'smooth' | 'stepAfter' | 'stepBefore';
  readonly width: number;
  /** From 0 to 1. */
  readonly fill: number;
  readonly points: 'auto' | 'always' | 'never';
  readonly pointSize: number;
  readonly dash: readonly number[];
  readonly stack: string | undefined;
  readonly percent: boolean;
  readonly axis: Axis;
  readonly spanGaps: boolean;
}

/** A series of a chart over time. */
export interface Line {
  readonly key: string;
  readonly name: string;
  /** For CSS. */
  readonly colour: string;
  readonly settings: FieldSettings;
  readonly style: LineStyle;
  /** As measured, one for each time of the chart; undefined where it was not asked. */
  readonly values: readonly (number | null | undefined)[];
  /** Drawn below zero. */
  readonly negative: boolean;
  readonly inLegend: boolean;
  readonly inTooltip: boolean;
  readonly drawn: boolean;
}

export interface Lines {
  readonly timesSeconds: readonly number[];
  readonly lines: readonly Line[];
}

function dashOf(value: unknown): readonly number[] {
  const style = objectOf(value);
  if (style['fill'] !== 'dash' && style['fill'] !== 'dot') return [];
  const dash = Array.isArray(style['dash'])
    ? style['dash'].filter((each): each is number => typeof each === 'number' && each >= 0)
    : [];
  if (dash.length > 0) return dash.slice(0, 8);
  return style['fill'] === 'dot' ? [1, 4] : [8, 6];
}

export function lineStyle({ custom }: Pick<FieldSettings, 'custom'>): LineStyle {
  const stacking = objectOf(custom['stacking']);
  const mode = textOf(stacking['mode'], 'none');
  const draw = oneOf(['line', 'bars', 'points'], custom['drawStyle']);
  return {
    draw,
    interpolation: oneOf(
      ['linear', 'smooth', 'stepAfter', 'stepBefore'],
      custom['lineInterpolation'],
    ),
    width: Math.min(10, Math.max(0, numberOf(custom['lineWidth']) ?? 1)),
    fill: Math.min(100, Math.max(0, numberOf(custom['fillOpacity']) ?? 0)) / 100,
    points: oneOf(['auto', 'always', 'never'], custom['showPoints']),
    pointSize: Math.min(40, Math.max(1, numberOf(custom['pointSize']) ?? 5)),
    dash: dashOf(custom['lineStyle']),
    stack: mode === 'normal' || mode === 'percent' ? textOf(stacking['group'], 'A') : undefined,
    percent: mode === 'percent',
    axis: custom['axisPlacement'] === 'right' ? 'right' : 'left',
    spanGaps: custom['spanNulls'] === true,
  };
}

/** All times of all frames, in seconds, and whether every frame has just these. */
function sharedTimes(frames: readonly Frame[]): { times: number[]; equal: boolean } {
  const all = frames.map((frame) => (timeFieldOf(frame)?.values ?? []) as readonly number[]);
  const [first = []] = all;
  const equal = all.every(
    (times) =>
      times.length === first.length && times[0] === first[0] && times.at(-1) === first.at(-1),
  );
  if (equal) return { times: first.map((millis) => millis / 1_000), equal };
  const merged = [...new Set(all.flat())].sort((a, b) => a - b);
  return { times: merged.map((millis) => millis / 1_000), equal };
}

type Values = readonly (number | null | undefined)[];

const numeric = (value: Cell | undefined) => (typeof value === 'number' ? value : null);

/** A series on the times of the chart; a time that its question did not ask for is no gap. */
function aligned(
  values: readonly Cell[],
  times: readonly Cell[],
  placeOf: ReadonlyMap<number, number>,
): Values {
  const column = new Array<number | null | undefined>(placeOf.size).fill(undefined);
  times.forEach((millis, row) => {
    const place = placeOf.get(Number(millis) / 1_000);
    if (place !== undefined) column[place] = numeric(values[row]);
  });
  return column;
}

/** What a chart over time draws, from the frames of its panel. */
export function linesOf(frames: readonly Frame[], config: FieldConfig): Lines {
  const timed = frames.filter((frame) => timeFieldOf(frame) !== undefined);
  const { times, equal } = sharedTimes(timed);
  const placeOf = new Map(equal ? [] : times.map((seconds, place) => [seconds, place]));
  const lines = numericViews(timed, config).map(
    ({ field, frame, name, settings, place }, index): Line => {
      const hide = objectOf(settings.custom['hideFrom']);
      const values = equal
        ? field.values.map(numeric)
        : aligned(field.values, timeFieldOf(frame)?.values ?? [], placeOf);
      const last = calculate('lastNotNull', field.values);
      return {
        key: `${index}/${name}`,
        name,
        colour: valueColour(settings, last, place, 'palette-classic') ?? 'var(--text)',
        settings,
        style: lineStyle(settings),
        values,
        negative: settings.custom['transform'] === 'negative-Y',
        inLegend: hide['legend'] !== true,
        inTooltip: hide['tooltip'] !== true,
        drawn: hide['viz'] !== true && hide['graph'] !== true,
      };
    },
  );
  return { timesSeconds: times, lines };
}
