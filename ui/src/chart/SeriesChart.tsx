import { useCallback, useMemo, useState } from 'react';
import { useStrings } from '../i18n';
import { useFormat } from '../lib/useFormat';
import { distinctNames } from '../lib/seriesName';
import { ChartTooltip } from './ChartTooltip';
import { assignColours, swatchAt } from './colours';
import type { ChartColumns, ChartSeries } from './columns';
import { Legend } from './Legend';
import { LineChart } from './LineChart';
import type { PlotContent, PlotMark } from './plot';
import type { ChartPoint, PlotHandlers } from './pointer';
import classes from './SeriesChart.module.css';
import { stackColumns } from './stack';
import { tooltipRows } from './tooltip';
import { formatValue, type Unit } from './units';
import { extremes, yBounds } from './yAxis';

export interface SeriesChartProps extends Pick<PlotHandlers, 'onZoom' | 'onReset' | 'onPan'> {
  readonly columns: ChartColumns;
  /** Single observations beside the series. */
  readonly marks?: readonly PlotMark[];
  readonly unit: Unit;
  readonly stacked: boolean;
  readonly height: number;
  readonly label: string;
}

// More lines than an eye can follow or a canvas draws in one go.
const mostDrawn = 400;
const noMarks: readonly PlotMark[] = [];

/** Places in the palette that stay with their series as long as the chart is there. */
function useColours(series: readonly ChartSeries[]): ReadonlyMap<string, number> {
  const [assigned, setAssigned] = useState<{
    series: readonly ChartSeries[];
    places: Map<string, number>;
  }>();
  if (assigned?.series === series) return assigned.places;
  const places = assignColours(
    assigned?.places ?? new Map<string, number>(),
    series.map(({ key }) => key),
  );
  setAssigned({ series, places });
  return places;
}

function useNames(series: readonly ChartSeries[]): (key: string) => string {
  return useMemo(() => {
    const names = distinctNames(series.map(({ labels }) => labels));
    const byKey = new Map(series.map(({ key }, index) => [key, names[index] ?? key]));
    return (key: string) => byKey.get(key) ?? key;
  }, [series]);
}

function contentOf(
  columns: ChartColumns,
  series: readonly ChartSeries[],
  hidden: ReadonlySet<string>,
  stacked: boolean,
  marks: readonly PlotMark[],
): PlotContent {
  const { timesSeconds } = columns;
  const visible = series.map(({ key, values }) =>
    hidden.has(key) ? values.map(() => null) : values,
  );
  const drawn = stacked ? stackColumns(visible) : visible;
  const { min, max } = extremes(drawn);
  return {
    timesSeconds,
    series: series.filter(({ key }) => !hidden.has(key)),
    drawn,
    marks,
    x: { min: timesSeconds[0] ?? 0, max: timesSeconds.at(-1) ?? 1 },
    y: yBounds(min, max, stacked),
  };
}

interface Pointer {
  readonly point: ChartPoint | undefined;
  /** The point is kept until it is closed, whatever the pointer does. */
  readonly kept: boolean;
}

/** A chart of series with its legend and what it says under the pointer. */
export function SeriesChart({
  columns,
  marks = noMarks,
  unit,
  stacked,
  height,
  label,
  onZoom,
  onReset,
  onPan,
}: SeriesChartProps) {
  const t = useStrings().chart;
  const { locale } = useFormat();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointer, setPointer] = useState<Pointer>({ point: undefined, kept: false });
  const series = useMemo(() => columns.series.slice(0, mostDrawn), [columns]);
  const places = useColours(series);
  const nameOf = useNames(series);
  const placeOf = useCallback((key: string) => places.get(key) ?? 0, [places]);
  const content = useMemo(
    () => contentOf(columns, series, hidden, stacked, marks),
    [columns, series, hidden, stacked, marks],
  );
  const handlers: PlotHandlers = {
    onZoom,
    onReset,
    onPan,
    onPoint: (point) => setPointer((was) => (was.kept ? was : { point, kept: false })),
    onClick: () => setPointer(({ point, kept }) => ({ point, kept: !kept && point !== undefined })),
  };
  const { point, kept } = pointer;
  const timeSeconds = point && content.timesSeconds[point.index];
  return (
    <div className={classes['whole']}>
      <div className={classes['chart']}>
        <LineChart
          content={content}
          places={series.map(({ key }) => placeOf(key))}
          stacked={stacked}
          unit={unit}
          locale={locale}
          height={height}
          label={t.drawn(series.length, label)}
          handlers={handlers}
        />
        {timeSeconds !== undefined && (
          <ChartTooltip
            point={point as ChartPoint}
            timeSeconds={timeSeconds}
            content={tooltipRows(
              series.filter(({ key }) => !hidden.has(key)),
              content.drawn.filter((_, index) => !hidden.has(series[index]?.key ?? '')),
              (point as ChartPoint).index,
              (point as ChartPoint).pointed,
            )}
            nameOf={nameOf}
            swatchOf={(key) => swatchAt(placeOf(key))}
            write={(_key, value) => formatValue(value, unit)}
            kept={kept}
            close={() => setPointer({ point: undefined, kept: false })}
          />
        )}
      </div>
      <Notes
        columns={columns}
        drawn={series.length}
        startsAtZero={content.y.min === 0 || content.y.min * content.y.max < 0}
      />
      <Legend
        series={series}
        nameOf={nameOf}
        placeOf={placeOf}
        unit={unit}
        hidden={hidden}
        setHidden={setHidden}
      />
    </div>
  );
}

/** What one must know to read the chart rightly. */
function Notes({
  columns,
  drawn,
  startsAtZero,
}: {
  columns: ChartColumns;
  drawn: number;
  startsAtZero: boolean;
}) {
  const t = useStrings().chart;
  return (
    <p className={classes['notes']}>
      {!startsAtZero && <span>{t.axisFrom}</span>}
      {columns.histogramSeries > 0 && <span>{t.histogramsLeftOut(columns.histogramSeries)}</span>}
      {drawn < columns.series.length && <span>{t.firstOnly(drawn, columns.series.length)}</span>}
    </p>
  );
}
