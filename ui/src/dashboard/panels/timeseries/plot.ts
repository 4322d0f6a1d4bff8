import uPlot from 'uplot';
import { drawNaNMarks, labelWidth } from '../../../chart/plot';
import { isolatedIndices } from '../../../chart/columns';
import {
  cursor,
  pointOf,
  watchPointer,
  clickSlack,
  type PlotHandlers,
} from '../../../chart/pointer';
import { timeLabels } from '../../../chart/timeAxis';
import type { Bounds } from '../../../chart/yAxis';
import type { ThresholdStep } from '../../data/fieldSettings';
import { axisTexts } from '../../data/valueText';
import type { Axis, LineStyle } from './lines';
import type { Band } from './stacking';

/** One axis of values. */
export interface AxisShape {
  readonly unit: string;
  readonly decimals: number | undefined;
  readonly label: string;
  /** Base of its logarithm; 1 for an even axis. */
  readonly logBase: number;
  readonly shown: boolean;
}

/** Colours are resolved ones, as a canvas knows no custom properties. */
export interface PlotLine {
  readonly colour: string;
  readonly fillColour: string;
  readonly style: LineStyle;
}

export interface ThresholdDrawing {
  readonly style: 'line' | 'area' | 'line+area';
  readonly dashed: boolean;
  readonly steps: readonly (ThresholdStep & { readonly tint: string })[];
}

/** What a change of makes another plot necessary. */
export interface PanelPlotShape {
  readonly lines: readonly PlotLine[];
  readonly bands: readonly Band[];
  readonly axes: Readonly<Partial<Record<Axis, AxisShape>>>;
  readonly thresholds: ThresholdDrawing | undefined;
  readonly locale: string;
  readonly timeZone: string | undefined;
  readonly text: string;
  readonly grid: string;
  readonly font: string;
}

/** What it reads anew with each refresh. */
export interface PanelPlotContent {
  readonly timesSeconds: readonly number[];
  readonly measured: readonly (readonly (number | null | undefined)[])[];
  readonly drawn: readonly (readonly (number | null | undefined)[])[];
  readonly x: Bounds;
  readonly y: Readonly<Record<Axis, Bounds>>;
}

/** The first axis there is has the scale that the pointer is read on. */
function scaleName(axis: Axis, { axes }: Pick<PanelPlotShape, 'axes'>): string {
  return axis === 'left' || axes.left === undefined ? 'y' : 'right';
}

function pathsOf({ draw, interpolation }: LineStyle): uPlot.Series.PathBuilder | undefined {
  const { bars, spline, stepped } = uPlot.paths;
  if (draw === 'bars') return bars?.({ size: [0.7, 64], align: 0 });
  if (draw === 'points') return () => null;
  if (interpolation === 'smooth') return spline?.();
  if (interpolation === 'stepAfter') return stepped?.({ align: 1 });
  if (interpolation === 'stepBefore') return stepped?.({ align: -1 });
  return undefined;
}

function pointsOf(style: LineStyle, colour: string): uPlot.Series.Points {
  const always = style.points === 'always' || style.draw === 'points';
  return {
    show: true,
    size: style.pointSize,
    stroke: colour,
    fill: colour,
    filter: (plot, place) => {
      // Without a filter of its own, a point for every value; else only where no line would reach.
      const values = plot.data[place] as (number | null)[];
      if (!always) return style.draw === 'bars' ? [] : isolatedIndices(values);
      return values.flatMap((value, index) => (value === null ? [] : [index]));
    },
  };
}

function seriesOf(shape: PanelPlotShape): uPlot.Series[] {
  return shape.lines.map(({ colour, fillColour, style }) => {
    const paths = pathsOf(style);
    return {
      scale: scaleName(style.axis, shape),
      stroke: colour,
      width: style.draw === 'points' ? 0 : style.width,
      dash: [...style.dash],
      spanGaps: style.spanGaps,
      ...(style.fill > 0 && style.draw !== 'points' && { fill: fillColour }),
      ...(paths && { paths }),
      points: pointsOf(style, colour),
    };
  });
}

/** Steps that people count in; decades on a logarithmic axis are left to the library. */
function splitsOf(min: number, max: number, binary: boolean, most: number): number[] {
  const span = max - min;
  if (!(span > 0)) return [min];
  const base = binary ? 2 : 10;
  const leads = binary ? [1, 2] : [1, 2, 2.5, 5, 10];
  const power = base ** Math.floor(Math.log(span / most) / Math.log(base));
  const step = leads.map((lead) => lead * power).find((each) => span / each <= most) ?? span;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => (first + index) * step,
  );
}

const binaryUnits =
  /^(?:bytes|kbytes|mbytes|gbytes|tbytes|pbytes|bits|binBps|binbps|KiBs|MiBs|GiBs|TiBs)$/;

// Pixels between two labels of the axis, so that they can be told apart.
const pixelsPerLabel = 24;
const timeAxisHeight = 24;

function timeAxis({ text, font, locale, timeZone }: PanelPlotShape): uPlot.Axis {
  return {
    stroke: text,
    font,
    ticks: { show: false },
    grid: { show: false },
    size: timeAxisHeight,
    space: 72,
    values: (_plot, places, _axis, _space, increment) =>
      timeLabels(places, increment, locale, timeZone),
  };
}

// The library's enums are types only: their names are not there when the page runs.
const leftSide = 3;
const rightSide = 1;
const logarithmic = 3;

function valueAxis(side: Axis, axis: AxisShape, shape: PanelPlotShape): uPlot.Axis {
  const { text, font, grid, locale } = shape;
  return {
    scale: scaleName(side, shape),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- as said there
    side: side === 'left' ? leftSide : rightSide,
    show: axis.shown,
    stroke: text,
    font,
    ticks: { show: false },
    grid: { show: side === 'left' || shape.axes.left === undefined, stroke: grid, width: 1 },
    ...(axis.label !== '' && { label: axis.label, labelSize: 18, labelGap: 0, labelFont: font }),
    ...(axis.logBase === 1 && {
      splits: (plot: uPlot, _place: number, min: number, max: number) =>
        splitsOf(
          min,
          max,
          binaryUnits.test(axis.unit),
          Math.max(2, Math.min(6, (plot.height - timeAxisHeight) / pixelsPerLabel)),
        ),
    }),
    values: (_plot, values) =>
      axisTexts(
        values.filter((value) => typeof value === 'number'),
        axis.unit,
        axis.decimals,
        locale,
      ),
    size: (plot, labels) => (axis.shown ? labelWidth(plot, labels, font) : 0),
  };
}

/** A step on a scale, kept within the chart; outside of it there is nothing to see. */
function drawThresholds(plot: uPlot, { steps, style, dashed }: ThresholdDrawing): void {
  const min = plot.scales['y']?.min ?? 0;
  const max = plot.scales['y']?.max ?? 1;
  const { ctx, bbox } = plot;
  const place = (value: number) => plot.valToPos(Math.min(Math.max(value, min), max), 'y', true);
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  if (dashed) ctx.setLineDash([8 * devicePixelRatio, 6 * devicePixelRatio]);
  steps.forEach(({ value, colour, tint }, index) => {
    const top = place(steps[index + 1]?.value ?? Infinity);
    const bottom = place(value);
    if (style !== 'line') {
      ctx.fillStyle = tint;
      ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
    }
    if (style === 'area' || value < min || value > max) return;
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.moveTo(bbox.left, bottom);
    ctx.lineTo(bbox.left + bbox.width, bottom);
    ctx.stroke();
  });
  ctx.restore();
}

function scalesOf(shape: PanelPlotShape, content: () => PanelPlotContent): uPlot.Scales {
  const scales: uPlot.Scales = {
    x: { time: true, range: () => [content().x.min, content().x.max] },
  };
  for (const side of ['left', 'right'] as const) {
    const axis = shape.axes[side];
    if (axis === undefined) continue;
    scales[scaleName(side, shape)] = {
      ...(axis.logBase > 1 && {
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- as above
        distr: logarithmic,
        log: axis.logBase === 2 ? 2 : 10,
      }),
      range: () => [content().y[side].min, content().y[side].max],
    };
  }
  return scales;
}

export function panelPlotData({ timesSeconds, drawn }: PanelPlotContent): uPlot.AlignedData {
  return [timesSeconds, ...drawn] as unknown as uPlot.AlignedData;
}

/** Puts the plot of a panel into an element; content and handlers are read when they are needed. */
export function createPanelPlot(
  element: HTMLElement,
  shape: PanelPlotShape,
  size: { width: number; height: number },
  content: () => PanelPlotContent,
  handlers: () => PlotHandlers,
): uPlot {
  const options: uPlot.Options = {
    ...size,
    padding: [
      8,
      shape.axes.right?.shown === true ? 0 : 12,
      0,
      shape.axes.left?.shown === true ? 0 : 12,
    ],
    legend: { show: false },
    scales: scalesOf(shape, content),
    axes: [
      timeAxis(shape),
      ...(['left', 'right'] as const).flatMap((side) => {
        const axis = shape.axes[side];
        return axis === undefined ? [] : [valueAxis(side, axis, shape)];
      }),
    ],
    series: [{}, ...seriesOf(shape)],
    bands: shape.bands.map(({ upper, lower }) => ({ series: [upper + 1, lower + 1] })),
    cursor: cursor(() => content().x, handlers),
    hooks: {
      setCursor: [(plot) => plot.over.matches(':hover') && handlers().onPoint(pointOf(plot))],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < clickSlack) return;
          handlers().onZoom(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      drawAxes: [(plot) => shape.thresholds && drawThresholds(plot, shape.thresholds)],
      draw: [
        (plot) =>
          drawNaNMarks(
            plot,
            shape.lines.map(({ colour, style }) => ({ colour, dash: style.dash })),
            content().measured,
          ),
      ],
    },
  };
  const plot = new uPlot(options, panelPlotData(content()), element);
  watchPointer(plot, handlers);
  return plot;
}
