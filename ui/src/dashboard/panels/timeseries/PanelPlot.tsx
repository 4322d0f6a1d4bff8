import 'uplot/dist/uPlot.min.css';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type uPlot from 'uplot';
import type { PlotHandlers } from '../../../chart/pointer';
import chart from '../../../chart/LineChart.module.css';
import { drawnBy } from '../../../picture/drawings';
import { createPanelPlot, panelPlotData, type PanelPlotContent, type PanelPlotShape } from './plot';

export interface PanelPlotProps {
  readonly shape: PanelPlotShape;
  readonly content: PanelPlotContent;
  readonly handlers: PlotHandlers;
  readonly width: number;
  readonly height: number;
  /** What is drawn, for those who do not see it. */
  readonly label: string;
  /** Told the area that the lines are drawn in whenever it is another one; undefined if nobody asks. */
  readonly onArea: ((over: HTMLElement | undefined) => void) | undefined;
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
  const live = useRef({ content, handlers, width, height });
  // What the plot has drawn: making it draws it, and drawing the same again costs as much.
  const drawn = useRef({ content, width, height });
  useLayoutEffect(() => {
    live.current = { content, handlers, width, height };
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
    drawnBy(created.ctx.canvas, async (name) =>
      (await import('../../../picture/plotDrawing')).plotAsSvg(created, name),
    );
    drawn.current = live.current;
    return () => {
      created.destroy();
      plot.current = undefined;
    };
  }, [key]);
  useLayoutEffect(() => {
    onArea?.(plot.current?.over);
    return () => onArea?.(undefined);
  }, [key, onArea]);
  // The canvas is the picture; what stands over it has words, and keys, of its own.
  const count = content.drawn.length;
  useLayoutEffect(() => {
    const canvas = plot.current?.ctx.canvas;
    canvas?.setAttribute('role', 'img');
    canvas?.setAttribute('aria-label', label);
    canvas?.setAttribute('data-series', String(count));
  }, [key, label, count]);
  useEffect(() => {
    const was = drawn.current;
    drawn.current = { content, width, height };
    if (was.content !== content) plot.current?.setData(panelPlotData(content));
    if (was.width !== width || was.height !== height) plot.current?.setSize({ width, height });
  }, [content, width, height]);
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
