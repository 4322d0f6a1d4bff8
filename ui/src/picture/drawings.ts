/**
 * Draws a canvas again, in SVG: elements in dots of the canvas.
 *
 * @param name tells the names in it from those of other drawings on the same page
 */
export type Drawing = (name: string) => Promise<string>;

const drawings = new WeakMap<HTMLCanvasElement, Drawing>();

/** Says how a canvas is drawn again, for pictures of it. Held as long as the canvas is. */
export function drawnBy(canvas: HTMLCanvasElement, drawing: Drawing): void {
  drawings.set(canvas, drawing);
}

/** How a canvas is drawn again; undefined if nobody said. */
export function drawingOf(canvas: HTMLCanvasElement): Drawing | undefined {
  return drawings.get(canvas);
}
