import 'uplot/dist/uPlot.min.css';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { strokeAt } from './colours';
import { createPlot, plotData, type PlotContent, type PlotShape } from './plot';
import type { PlotHandlers } from './pointer';
import classes from './LineChart.module.css';
import { useTokens } from './useTokens';
import type { Unit } from './units';

export interface LineChartProps {
  readonly content: PlotContent;
  /** Place in the palette of each series, in the order of the content. */
  readonly places: readonly number[];
  readonly stacked: boolean;
  readonly unit: Unit;
  readonly locale: string;
  readonly height: number;
  /** What is drawn, for those who do not see it. */
  readonly label: string;
  readonly handlers: PlotHandlers;
}

function useShape({ places, stacked, unit, locale }: LineChartProps): PlotShape {
  const tokens = useTokens();
  const placesKey = places.join();
  return useMemo(
    () => ({
      lines:
        placesKey === ''
          ? []
          : placesKey.split(',').map((place) => {
              const stroke = strokeAt(Number(place));
              return { colour: tokens.read(stroke.token), dash: stroke.dash };
            }),
      stacked,
      unit,
      locale,
      colours: {
        text: tokens.read('--text-faint'),
        grid: tokens.read('--grid-line'),
        mark: tokens.read('--text'),
      },
      font: `12px ${tokens.read('--font-text')}`,
    }),
    [placesKey, stacked, unit, locale, tokens],
  );
}

/** The one wrapper around uPlot: everything it needs to know comes in, everything that is done with it goes out. */
export function LineChart(props: LineChartProps) {
  const { content, handlers, height, label } = props;
  const { ref, width } = useElementSize();
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const live = useRef({ content, handlers });
  const shape = useShape(props);

  useLayoutEffect(() => {
    live.current = { content, handlers };
  });

  const measured = width > 0;
  useLayoutEffect(() => {
    if (element.current === null || !measured) return undefined;
    const size = { width: element.current.clientWidth, height };
    const created = createPlot(
      element.current,
      shape,
      size,
      () => live.current.content,
      () => live.current.handlers,
    );
    plot.current = created;
    return () => {
      created.destroy();
      plot.current = undefined;
    };
  }, [shape, measured, height]);

  useEffect(() => plot.current?.setData(plotData(content)), [content]);
  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width: Math.floor(width), height });
  }, [width, height]);

  return (
    <div ref={ref} className={classes['chart']} style={{ height }}>
      <div
        ref={element}
        className={classes['bounded']}
        role="img"
        aria-label={label}
        data-series={content.drawn.length}
      />
    </div>
  );
}
