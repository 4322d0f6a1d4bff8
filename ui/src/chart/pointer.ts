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

/** Plots that a hand is moving just now. */
const dragged = new WeakSet<uPlot>();

/**
 * The drawing of a plot with its time axis, as something that can be moved to the side. Drawing the
 * lines anew for each movement would take longer than a frame lasts where there are many.
 */
function movable({ ctx, bbox }: uPlot): (pixels: number) => void {
  const { left, top, width } = bbox;
  const height = ctx.canvas.height - top;
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  picture.getContext('2d')?.drawImage(ctx.canvas, left, top, width, height, 0, 0, width, height);
  return (pixels) => {
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.clearRect(left, top, width, height);
    ctx.drawImage(picture, left + pixels * devicePixelRatio, top);
    ctx.restore();
  };
}

/** Shift and drag moves the range along; the plot follows, and the page is told at the end. */
function startPan(
  plot: uPlot,
  down: MouseEvent,
  span: () => Bounds,
  handlers: () => PlotHandlers,
): void {
  const { min, max } = span();
  const secondsPerPixel = (max - min) / plot.over.clientWidth;
  const moveTo = movable(plot);
  const onMove = (event: MouseEvent) => moveTo(event.clientX - down.clientX);
  const onUp = (event: MouseEvent) => {
    document.removeEventListener('mousemove', onMove);
    document.removeEventListener('mouseup', onUp);
    dragged.delete(plot);
    const pixels = event.clientX - down.clientX;
    if (pixels === 0) moveTo(0);
    else handlers().onPan(-pixels * secondsPerPixel);
  };
  dragged.add(plot);
  // What is said about a place in time would stay behind.
  handlers().onPoint(undefined);
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
        startPan(plot, event, span, handlers);
        return null;
      },
      mousemove: (plot, _target, handler) => (event) => (dragged.has(plot) ? null : handler(event)),
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
