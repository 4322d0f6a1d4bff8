import 'uplot/dist/uPlot.min.css';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type uPlot from 'uplot';
import type { PlotHandlers } from '../../../chart/pointer';
import chart from '../../../chart/LineChart.module.css';
import { createPanelPlot, panelPlotData, type PanelPlotContent, type PanelPlotShape } from './plot';

export interface PanelPlotProps {
  readonly shape: PanelPlotShape;
  readonly content: PanelPlotContent;
  readonly handlers: PlotHandlers;
  readonly width: number;
  readonly height: number;
  /** What is drawn, for those who do not see it. */
  readonly label: string;
  /** Told the area that the lines are drawn in whenever it is another one. */
  readonly onArea: (over: HTMLElement | undefined) => void;
}

/** The plot itself: made anew with another shape, given new data with another content. */
export function PanelPlot({
  shape,
  content,
  handlers,
  width,
  height,
  label,
  onArea,
}: PanelPlotProps) {
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const live = useRef({ content, handlers, width, height, onArea });
  useLayoutEffect(() => {
    live.current = { content, handlers, width, height, onArea };
  });
  // One made for a shape is not given data of another: their numbers of series may differ.
  const key = JSON.stringify(shape);
  useLayoutEffect(() => {
    if (element.current === null) return undefined;
    const created = createPanelPlot(
      element.current,
      JSON.parse(key, revive) as PanelPlotShape,
      { width: live.current.width, height: live.current.height },
      () => live.current.content,
      () => live.current.handlers,
    );
    plot.current = created;
    const { onArea: tell } = live.current;
    tell(created.over);
    return () => {
      tell(undefined);
      created.destroy();
      plot.current = undefined;
    };
  }, [key]);
  // The canvas is the picture; what stands over it has words, and keys, of its own.
  const count = content.drawn.length;
  useLayoutEffect(() => {
    const canvas = plot.current?.ctx.canvas;
    canvas?.setAttribute('role', 'img');
    canvas?.setAttribute('aria-label', label);
    canvas?.setAttribute('data-series', String(count));
  }, [key, label, count]);
  useEffect(() => plot.current?.setData(panelPlotData(content)), [content]);
  useEffect(() => plot.current?.setSize({ width, height }), [width, height]);
  return (
    <div className={chart['chart']} style={{ height }}>
      <div ref={element} className={chart['plot']} />
    </div>
  );
}

/** The first threshold begins at minus infinity, which JSON writes as null. */
function revive(name: string, value: unknown): unknown {
  return name === 'value' && value === null ? -Infinity : value;
}
