import uPlot from 'uplot';
import { isolatedIndices, type ChartSeries } from './columns';
import { clickSlack, cursor, pointOf, watchPointer, type PlotHandlers } from './pointer';
import { timeLabels } from './timeAxis';
import type { Unit } from './units';
import { yTicks, type Bounds } from './yAxis';

export interface PlotLine {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** What a change of makes another plot necessary. */
export interface PlotShape {
  readonly lines: readonly PlotLine[];
  readonly stacked: boolean;
  readonly unit: Unit;
  readonly locale: string;
  readonly colours: { readonly text: string; readonly grid: string; readonly mark: string };
  readonly font: string;
}

/** What the plot reads anew with each refresh. */
export interface PlotContent {
  readonly timesSeconds: readonly number[];
  /** As measured, for the marks of NaN. */
  readonly series: readonly ChartSeries[];
  /** As drawn: stacked where asked for, all null where hidden. */
  readonly drawn: readonly (readonly (number | null)[])[];
  /** Single observations, drawn as diamonds. */
  readonly marks: readonly PlotMark[];
  readonly x: Bounds;
  readonly y: Bounds;
}

export interface PlotMark {
  readonly timeSeconds: number;
  readonly value: number;
}

const lineWidth = 1.5;
const fillShare = '14'; // 8 % as two hexadecimal digits

/** uPlot's data: times, then one column per series. */
export function plotData({ timesSeconds, drawn }: PlotContent): uPlot.AlignedData {
  return [timesSeconds, ...drawn] as unknown as uPlot.AlignedData;
}

function seriesOptions({ lines, stacked }: PlotShape): uPlot.Series[] {
  return lines.map(({ colour, dash }) => ({
    stroke: colour,
    width: lineWidth,
    dash: [...dash],
    spanGaps: false,
    ...(stacked && { fill: colour + fillShare }),
    points: {
      size: 4,
      stroke: colour,
      fill: colour,
      // Only where no line would reach; everywhere else the line is enough.
      filter: (plot, seriesIndex) => isolatedIndices(plot.data[seriesIndex] as (number | null)[]),
    },
  }));
}

// By font and text: measuring again what many axes say costs as much as drawing their lines.
const widths = new Map<string, number>();
const mostWidths = 5_000;

function measured({ ctx }: uPlot, text: string, font: string): number {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ctx.save();
  ctx.font = font;
  const { width } = ctx.measureText(text);
  ctx.restore();
  if (widths.size >= mostWidths) widths.clear();
  // What another font stood in for is measured again.
  if (document.fonts.check(font)) widths.set(key, width);
  return width;
}

/** Before the first layout uPlot has no labels to pass, whatever its types say. */
export function labelWidth(plot: uPlot, labels: readonly string[] | null, font: string): number {
  const widest = Math.max(0, ...(labels ?? []).map((label) => measured(plot, label, font)));
  return Math.ceil(widest) + 14;
}

function axes({ colours, font, unit, locale }: PlotShape): uPlot.Axis[] {
  const common = {
    stroke: colours.text,
    font,
    ticks: { show: false },
    grid: { stroke: colours.grid, width: 1 },
  };
  return [
    {
      ...common,
      grid: { show: false },
      size: 28,
      space: 72,
      values: (_plot, places, _axis, _space, increment) => timeLabels(places, increment, locale),
    },
    {
      ...common,
      splits: (_plot, _axis, min, max) => [...yTicks({ min, max }, unit).values],
      values: (plot) => [
        ...yTicks({ min: plot.scales['y']?.min ?? 0, max: plot.scales['y']?.max ?? 1 }, unit)
          .labels,
      ],
      size: (plot, labels) => labelWidth(plot, labels, font),
    },
  ];
}

/** NaN has no height: a small cross on the time axis says that there was a sample. */
export function drawNaNMarks(
  plot: uPlot,
  lines: readonly PlotLine[],
  columns: readonly (readonly (number | null | undefined)[])[],
): void {
  const { ctx, bbox } = plot;
  const size = 2.5 * devicePixelRatio;
  const y = bbox.top + bbox.height - size * 1.5;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  columns.forEach((values, position) => {
    if (!values.some((value) => Number.isNaN(value))) return;
    ctx.strokeStyle = lines[position]?.colour ?? '';
    ctx.beginPath();
    values.forEach((value, index) => {
      if (!Number.isNaN(value)) return;
      const x = plot.valToPos(plot.data[0][index] ?? 0, 'x', true);
      ctx.moveTo(x - size, y - size);
      ctx.lineTo(x + size, y + size);
      ctx.moveTo(x + size, y - size);
      ctx.lineTo(x - size, y + size);
    });
    ctx.stroke();
  });
  ctx.restore();
}

/** Exemplars are observations, not sums of them: those beyond the axis stand at its end. */
function drawMarks(plot: uPlot, { marks, y }: PlotContent, colour: string): void {
  const { ctx } = plot;
  const size = 4 * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { timeSeconds, value } of marks) {
    const left = plot.valToPos(timeSeconds, 'x', true);
    const top = plot.valToPos(Math.min(Math.max(value, y.min), y.max), 'y', true);
    ctx.beginPath();
    ctx.moveTo(left, top - size);
    ctx.lineTo(left + size, top);
    ctx.lineTo(left, top + size);
    ctx.lineTo(left - size, top);
    ctx.fill();
  }
  ctx.restore();
}

/**
 * Puts a plot into an element. Content and handlers are read when they are needed, so that a
 * refresh takes `setData` and no new plot.
 */
export function createPlot(
  element: HTMLElement,
  shape: PlotShape,
  size: { width: number; height: number },
  content: () => PlotContent,
  handlers: () => PlotHandlers,
): uPlot {
  const options: uPlot.Options = {
    ...size,
    legend: { show: false },
    padding: [8, 8, 0, 4],
    scales: {
      x: { time: true, range: () => [content().x.min, content().x.max] },
      y: { range: () => [content().y.min, content().y.max] },
    },
    axes: axes(shape),
    series: [{}, ...seriesOptions(shape)],
    ...(shape.stacked && {
      bands: shape.lines
        .slice(1)
        .map((_, index) => ({ series: [index + 2, index + 1] as [number, number] })),
    }),
    cursor: cursor(() => content().x, handlers),
    hooks: {
      // A cursor that another chart moved has no pointer over this one.
      setCursor: [(plot) => plot.over.matches(':hover') && handlers().onPoint(pointOf(plot))],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < clickSlack) return;
          handlers().onZoom(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      draw: [
        (plot) =>
          drawNaNMarks(
            plot,
            shape.lines,
            content().series.map(({ values }) => values),
          ),
        (plot) => drawMarks(plot, content(), shape.colours.mark),
      ],
    },
  };
  const plot = new uPlot(options, plotData(content()), element);
  watchPointer(plot, handlers);
  return plot;
}
