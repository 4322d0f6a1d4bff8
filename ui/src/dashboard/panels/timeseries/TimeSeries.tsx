import { useMemo, useRef, useState } from 'react';
import { ChartTooltip } from '../../../chart/ChartTooltip';
import type { ChartPoint, PlotHandlers } from '../../../chart/pointer';
import { tooltipRows } from '../../../chart/tooltip';
import { useStrings } from '../../../i18n';
import { cssColour } from '../../data/colours';
import { absoluteSteps, show, shownText } from '../../data/display';
import type { FieldSettings } from '../../data/fieldSettings';
import { numberOf, objectOf, oneOf } from '../../model/json';
import { legendOptions, tooltipMode, type LegendOptions } from '../options';
import { useColours, type CanvasColours } from '../useColours';
import type { PanelViewProps } from '../view';
import { axisBounds } from './bounds';
import { linesOf, type Axis, type Line } from './lines';
import { Marks } from './Marks';
import { PanelLegend } from './PanelLegend';
import { PanelPlot } from './PanelPlot';
import type { AxisShape, PanelPlotContent, PanelPlotShape, ThresholdDrawing } from './plot';
import { drawnColumns, type Band } from './stacking';
import classes from './TimeSeries.module.css';

// More lines than an eye can follow or a canvas draws in one go.
const mostDrawn = 300;

function axisShape(line: Line): AxisShape {
  const { custom, unit, decimals } = line.settings;
  const scale = objectOf(custom['scaleDistribution']);
  return {
    unit: line.style.percent ? 'percentunit' : unit,
    decimals,
    label: typeof custom['axisLabel'] === 'string' ? custom['axisLabel'] : '',
    logBase: scale['type'] === 'log' ? (numberOf(scale['log']) ?? 10) : 1,
    shown: custom['axisPlacement'] !== 'hidden',
  };
}

function axesOf(lines: readonly Line[]): Partial<Record<Axis, AxisShape>> {
  const axes: Partial<Record<Axis, AxisShape>> = {};
  for (const line of lines) axes[line.style.axis] ??= axisShape(line);
  return axes;
}

function thresholdsOf(
  settings: FieldSettings | undefined,
  colours: CanvasColours,
): ThresholdDrawing | undefined {
  const mode = objectOf(settings?.custom['thresholdsStyle'])['mode'];
  if (settings?.thresholds === undefined || typeof mode !== 'string' || mode === 'off')
    return undefined;
  return {
    dashed: mode.startsWith('dashed'),
    style: oneOf(['line', 'area', 'line+area'], mode.replace('dashed', 'line')),
    steps: absoluteSteps(settings.thresholds, settings).map(({ value, colour }) => ({
      value,
      colour: colours.of(cssColour(colour)),
      tint: colours.tint(cssColour(colour), 0.1),
    })),
  };
}

function shapeOf(
  lines: readonly Line[],
  bands: readonly Band[],
  { locale, timeZone }: Pick<PanelViewProps, 'locale' | 'timeZone'>,
  colours: CanvasColours,
): PanelPlotShape {
  return {
    lines: lines.map(({ colour, style }) => ({
      colour: colours.of(colour),
      fillColour: colours.tint(colour, style.fill),
      style,
    })),
    bands,
    axes: axesOf(lines),
    thresholds: thresholdsOf(lines[0]?.settings, colours),
    locale,
    timeZone,
    text: colours.of('var(--text-faint)'),
    grid: colours.of('var(--grid-line)'),
    font: `11px ${colours.font}`,
  };
}

interface Pointer {
  readonly point: ChartPoint | undefined;
  /** The point is kept until it is closed, whatever the pointer does. */
  readonly kept: boolean;
}

interface TooltipProps {
  readonly lines: readonly Line[];
  readonly content: PanelPlotContent;
  readonly pointer: Pointer;
  readonly single: boolean;
  readonly locale: string;
  readonly close: () => void;
}

function Tooltip({ lines, content, pointer, single, locale, close }: TooltipProps) {
  const { point, kept } = pointer;
  const timeSeconds = point && content.timesSeconds[point.index];
  if (point === undefined || timeSeconds === undefined) return null;
  const told = lines.filter(({ inTooltip, drawn }) => inTooltip && drawn);
  const byKey = new Map(told.map((line) => [line.key, line]));
  const rows = tooltipRows(
    told.map(({ key, values }) => ({
      key,
      labels: {},
      values: values.map((value) => value ?? null),
    })),
    told.map((line) => content.drawn[lines.indexOf(line)] ?? []),
    point.index,
    point.pointed,
  );
  const nearest = rows.rows.filter((row) => row.nearest);
  return (
    <ChartTooltip
      point={point}
      timeSeconds={timeSeconds}
      content={single && nearest.length > 0 ? { rows: nearest, more: 0 } : rows}
      nameOf={(key) => byKey.get(key)?.name ?? ''}
      swatchOf={(key) => {
        const line = byKey.get(key);
        return { colour: line?.colour ?? '', dash: line?.style.dash ?? [] };
      }}
      write={(key, value) => {
        const line = byKey.get(key);
        return line === undefined ? '' : shownText(show(line.settings, value, locale));
      }}
      kept={kept}
      close={close}
    />
  );
}

const noEvents: NonNullable<PanelViewProps['events']> = [];
const noLinks: FieldSettings['links'] = [];
const noExemplars: NonNullable<PanelViewProps['exemplars']> = [];

// Names can be pressed: as high as a finger needs.
const legendLine = 24;

const pixelsPerLetter = 6.4;
const besideName = 44;

/** How many lines the names take side by side. */
function listLines(lines: readonly Line[], figures: number, width: number): number {
  let rows = 1;
  let left = width;
  for (const { name } of lines.slice(0, 200)) {
    const wanted = Math.min(width, name.length * pixelsPerLetter + besideName + figures * 80);
    if (wanted > left) {
      rows += 1;
      left = width;
    }
    left -= wanted;
  }
  return rows;
}

/** How much of the panel's height a legend below the chart takes. */
function legendHeight(
  { mode, calculations }: LegendOptions,
  lines: readonly Line[],
  width: number,
  height: number,
): number {
  const listed = lines.filter(({ inLegend }) => inLegend);
  const rows = mode === 'table' ? listed.length + 1 : listLines(listed, calculations.length, width);
  return Math.min(rows * legendLine + 4, Math.max(legendLine, Math.floor(height * 0.4)));
}

/** Series over time: lines, areas, bars, points. */
export default function TimeSeries(props: PanelViewProps) {
  const { panel, frames, width, height, locale, timeZone, time, zoom } = props;
  const { events = noEvents, exemplars = noExemplars } = props;
  const t = useStrings();
  const colours = useColours();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointer, setPointer] = useState<Pointer>({ point: undefined, kept: false });
  const [area, setArea] = useState<HTMLElement>();
  // While a mark says something, the values at the pointer wait.
  const speaking = useRef(false);
  const all = useMemo(() => linesOf(frames, panel.fields), [frames, panel.fields]);
  const lines = useMemo(() => all.lines.slice(0, mostDrawn), [all]);
  const { columns, bands } = useMemo(() => drawnColumns(lines, hidden), [lines, hidden]);
  const shape = useMemo(
    () => shapeOf(lines, bands, { locale, timeZone }, colours),
    [lines, bands, locale, timeZone, colours],
  );
  const marked = events.length + exemplars.length > 0;
  const { min, max } = time;
  const content = useMemo<PanelPlotContent>(() => {
    const axes = axesOf(lines);
    return {
      timesSeconds: all.timesSeconds,
      measured: lines.map(({ values, key, drawn }) => (drawn && !hidden.has(key) ? values : [])),
      drawn: columns,
      x: { min, max },
      y: {
        left: axisBounds('left', lines, columns, axes.left?.logBase ?? 1),
        right: axisBounds('right', lines, columns, axes.right?.logBase ?? 1),
      },
    };
  }, [all, lines, columns, hidden, min, max]);
  const legend = useMemo(() => legendOptions(panel.options), [panel.options]);
  const beside = legend.placement === 'right' && legend.mode !== 'hidden' && width > 480;
  const legendSize = beside
    ? Math.min(360, Math.floor(width * 0.35))
    : legendHeight(legend, lines, width, height);
  const below = legend.mode !== 'hidden' && !beside && height > 120;
  const tooltip = tooltipMode(panel.options);
  const handlers: PlotHandlers = {
    ...zoom,
    onPoint: (point) =>
      setPointer((was) =>
        was.kept ? was : { point: speaking.current ? undefined : point, kept: false },
      ),
    onClick: () => setPointer(({ point, kept }) => ({ point, kept: !kept && point !== undefined })),
  };
  return (
    <div className={classes['whole']} data-beside={beside}>
      <div className={classes['chart']}>
        <PanelPlot
          shape={shape}
          content={content}
          handlers={handlers}
          width={Math.max(40, beside ? width - legendSize : width)}
          height={Math.max(40, below ? height - legendSize : height)}
          label={t.chart.drawn(lines.length, panel.title)}
          onArea={marked ? setArea : undefined}
        />
        {area !== undefined && marked && (
          <Marks
            over={area}
            events={events}
            exemplars={exemplars}
            x={content.x}
            y={content.y.left}
            logBase={shape.axes.left?.logBase ?? 1}
            writeValue={(value) =>
              lines[0] === undefined
                ? String(value)
                : shownText(show(lines[0].settings, value, locale))
            }
            links={lines[0]?.settings.links ?? noLinks}
            write={props.write}
            onSpeak={(now) => {
              speaking.current = now;
              if (now) setPointer((was) => (was.kept ? was : { point: undefined, kept: false }));
            }}
          />
        )}
        {tooltip !== 'none' && (
          <Tooltip
            lines={lines.filter(({ key }) => !hidden.has(key))}
            content={{
              ...content,
              drawn: columns.filter((_, index) => !hidden.has(lines[index]?.key ?? '')),
            }}
            pointer={pointer}
            single={tooltip === 'single'}
            locale={locale}
            close={() => setPointer({ point: undefined, kept: false })}
          />
        )}
      </div>
      {(below || beside) && (
        <div
          className={classes['legend']}
          style={beside ? { width: legendSize, height } : { height: legendSize }}
        >
          <PanelLegend
            lines={lines}
            options={legend}
            hidden={hidden}
            setHidden={setHidden}
            locale={locale}
          />
        </div>
      )}
    </div>
  );
}
