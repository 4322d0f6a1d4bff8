import type uPlot from 'uplot';
import { drawnAsSvg } from './SvgSurface';

/** What a plot shows now, in SVG: drawn by the plot itself, with lines of the surface. */
export function plotAsSvg(plot: uPlot, name: string): string {
  // Whoever sets data has all lines made anew, and batches draw at once.
  const draw = () => plot.batch(() => plot.setData(plot.data));
  try {
    return drawnAsSvg(plot.ctx, name, draw);
  } finally {
    // It keeps its lines until the next data, and a canvas cannot draw those of the surface.
    draw();
  }
}
