import type uPlot from 'uplot';
import type { Bounds } from './yAxis';

/** Where the pointer is over a chart. */
export interface ChartPoint {
  readonly index: number;
  /** Pixels from the left and the top of the chart's element. */
  readonly left: number;
  readonly top: number;
  /** Where there is more room for what is said about it. */
  readonly side: 'left' | 'right';
  /** The value of the y axis under the pointer. */
  readonly pointed: number;
}

export interface PlotHandlers {
  readonly onPoint: (point: ChartPoint | undefined) => void;
  readonly onClick: () => void;
  readonly onZoom: (startSeconds: number, endSeconds: number) => void;
  readonly onReset: () => void;
  readonly onPan: (deltaSeconds: number) => void;
}

/** Pixels that a hand may move and still mean a click. */
export const clickSlack = 4;
const syncKey = 'page';

/** Where the pointer is; undefined when it is not over the chart. */
export function pointOf(plot: uPlot): ChartPoint | undefined {
  const { idx, left = -1, top = -1 } = plot.cursor;
  if (typeof idx !== 'number' || left < 0 || top < 0) return undefined;
  const ratio = devicePixelRatio;
  return {
    index: idx,
    left: left + plot.bbox.left / ratio,
    top: top + plot.bbox.top / ratio,
    side: left > plot.over.clientWidth / 2 ? 'left' : 'right',
    pointed: plot.posToVal(top, 'y'),
  };
}

/** How far each plot is dragged to the side just now, in seconds. */
const dragged = new WeakMap<uPlot, number>();

/** The range of a plot's time axis: what the page shows, moved along while a hand drags it. */
export function shownRange(plot: uPlot, { min, max }: Bounds): [number, number] {
  const delta = dragged.get(plot) ?? 0;
  return [min + delta, max + delta];
}

/** Shift and drag moves the range along; the plot follows, and the page is told at the end. */
function startPan(
  plot: uPlot,
  down: MouseEvent,
  span: () => Bounds,
  onPan: (deltaSeconds: number) => void,
): void {
  const { min, max } = span();
  const secondsPerPixel = (max - min) / plot.over.clientWidth;
  const moveTo = (delta: number) => {
    dragged.set(plot, delta);
    plot.setScale('x', { min: min + delta, max: max + delta });
  };
  const deltaOf = (event: MouseEvent) => (down.clientX - event.clientX) * secondsPerPixel;
  const onMove = (event: MouseEvent) => moveTo(deltaOf(event));
  const onUp = (event: MouseEvent) => {
    document.removeEventListener('mousemove', onMove);
    document.removeEventListener('mouseup', onUp);
    // From here on the page's range is the moved one.
    dragged.delete(plot);
    const delta = deltaOf(event);
    if (delta === 0) moveTo(0);
    else onPan(delta);
  };
  document.addEventListener('mousemove', onMove);
  document.addEventListener('mouseup', onUp);
}

export function cursor(span: () => Bounds, handlers: () => PlotHandlers): uPlot.Cursor {
  return {
    drag: { x: true, y: false, setScale: false, dist: clickSlack },
    points: { size: 6 },
    // The crosshair is shared by the charts of a page; selections are each chart's own.
    sync: {
      key: syncKey,
      scales: ['x', null],
      setSeries: false,
      filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
    },
    bind: {
      mousedown: (plot, _target, handler) => (event) => {
        if (!event.shiftKey) return handler(event);
        startPan(plot, event, span, (delta) => handlers().onPan(delta));
        return null;
      },
      dblclick: () => () => {
        handlers().onReset();
        return null;
      },
    },
  };
}

export function watchPointer(plot: uPlot, handlers: () => PlotHandlers): void {
  let downAt = 0;
  plot.over.addEventListener('mousedown', (event) => (downAt = event.clientX));
  plot.over.addEventListener('mouseleave', () => handlers().onPoint(undefined));
  plot.over.addEventListener('click', (event) => {
    if (!event.shiftKey && Math.abs(event.clientX - downAt) < clickSlack) handlers().onClick();
  });
}
