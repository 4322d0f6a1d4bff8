import { SvgPath } from './svgPath';
import { attributes, escaped, fontOf, paint } from './svgText';

/** What a canvas is told beside its strokes: how they look, and where they lie. */
export type Look = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'globalAlpha'
  | 'getLineDash'
  | 'getTransform'
>;

const anchors: Readonly<Record<CanvasTextAlign, string | undefined>> = {
  left: undefined,
  start: undefined,
  center: 'middle',
  right: 'end',
  end: 'end',
};

// In heights of a letter. Not every reader of SVG knows baselines.
const drops: Readonly<Record<CanvasTextBaseline, number>> = {
  alphabetic: 0,
  ideographic: -0.2,
  bottom: -0.2,
  middle: 0.35,
  top: 0.8,
  hanging: 0.75,
};

/** Takes what a canvas would draw and says it in SVG. Its look is read from the canvas itself. */
export class SvgSurface {
  private readonly drawn: string[] = [];
  private readonly definitions: string[] = [];
  private clips: readonly string[] = [];
  private readonly clipsSaved: (readonly string[])[] = [];
  private path = new SvgPath();

  /** @param name tells the names in it from those of other drawings on the same page */
  constructor(
    private readonly look: Look,
    private readonly name: string,
  ) {}

  /** Elements of SVG, in dots of the canvas. */
  get elements(): string {
    const definitions =
      this.definitions.length === 0 ? '' : `<defs>${this.definitions.join('')}</defs>`;
    return definitions + this.drawn.join('');
  }

  save(): void {
    this.clipsSaved.push(this.clips);
  }

  restore(): void {
    this.clips = this.clipsSaved.pop() ?? [];
  }

  beginPath(): void {
    this.path = new SvgPath();
  }

  closePath(): void {
    this.path.closePath();
  }

  moveTo(x: number, y: number): void {
    this.path.moveTo(x, y);
  }

  lineTo(x: number, y: number): void {
    this.path.lineTo(x, y);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.rect(x, y, width, height);
  }

  arc(x: number, y: number, radius: number, from: number, to: number): void {
    this.path.arc(x, y, radius, from, to);
  }

  clip(path?: unknown): void {
    const id = `${this.name}-clip-${this.definitions.length}`;
    const d = this.pathOf(path).d;
    this.definitions.push(
      `<clipPath id="${id}"><path${attributes({ d, transform: this.transform() })}/></clipPath>`,
    );
    this.clips = [...this.clips, id];
  }

  fill(path?: unknown): void {
    this.draw(this.pathOf(path), paint('fill', this.colour('fillStyle')));
  }

  stroke(path?: unknown): void {
    const { lineWidth, lineCap, lineJoin } = this.look;
    const dash = this.look.getLineDash().join(' ');
    this.draw(this.pathOf(path), {
      fill: 'none',
      ...paint('stroke', this.colour('strokeStyle')),
      'stroke-width': lineWidth,
      'stroke-linecap': lineCap === 'butt' ? undefined : lineCap,
      'stroke-linejoin': lineJoin === 'miter' ? undefined : lineJoin,
      'stroke-dasharray': dash === '' ? undefined : dash,
    });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const path = new SvgPath();
    path.rect(x, y, width, height);
    this.draw(path, paint('fill', this.colour('fillStyle')));
  }

  fillText(text: string, x: number, y: number): void {
    const { font, textAlign, textBaseline } = this.look;
    const face = fontOf(font);
    this.put(
      `<text${attributes({
        x,
        y: y + drops[textBaseline] * Number(face['font-size']),
        'text-anchor': anchors[textAlign],
        ...face,
        ...paint('fill', this.colour('fillStyle')),
        transform: this.transform(),
      })}>${escaped(text)}</text>`,
    );
  }

  private pathOf(path: unknown): SvgPath {
    return path instanceof SvgPath ? path : this.path;
  }

  private colour(of: 'fillStyle' | 'strokeStyle'): string {
    const style = this.look[of];
    // Gradients and patterns are objects; nothing here draws with them.
    return typeof style === 'string' ? style : 'none';
  }

  private draw({ d }: SvgPath, look: Parameters<typeof attributes>[0]): void {
    if (d === '') return;
    const { globalAlpha } = this.look;
    const opacity = globalAlpha === 1 ? undefined : globalAlpha;
    this.put(`<path${attributes({ d, ...look, opacity, transform: this.transform() })}/>`);
  }

  /** Clips hold one within the other, each where it was made. */
  private put(element: string): void {
    const open = this.clips.map((id) => `<g clip-path="url(#${id})">`).join('');
    this.drawn.push(open + element + '</g>'.repeat(this.clips.length));
  }

  private transform(): string | undefined {
    const { a, b, c, d, e, f, isIdentity } = this.look.getTransform();
    return isIdentity ? undefined : `matrix(${[a, b, c, d, e, f].join(' ')})`;
  }
}

const taken = [
  'save',
  'restore',
  'beginPath',
  'closePath',
  'moveTo',
  'lineTo',
  'rect',
  'arc',
  'clip',
  'fill',
  'stroke',
  'fillRect',
  'fillText',
] as const satisfies readonly (keyof SvgSurface & keyof CanvasRenderingContext2D)[];

/**
 * Lets something be drawn, and says it in SVG instead of showing it: while it draws, the canvas passes
 * its strokes on to a surface. Paths made meanwhile are of this surface, and mean nothing to a canvas.
 *
 * @param name tells the names in it from those of other drawings on the same page
 */
export function drawnAsSvg(
  context: CanvasRenderingContext2D,
  name: string,
  draw: () => void,
): string {
  const surface = new SvgSurface(context, name);
  const own: Record<string, unknown> = { clearRect: () => undefined };
  for (const method of taken)
    own[method] = (surface[method] as (...values: unknown[]) => void).bind(surface);
  // What the canvas looks like is its own affair, and saved and restored there too.
  const save = context.save.bind(context);
  const restore = context.restore.bind(context);
  own['save'] = () => {
    save();
    surface.save();
  };
  own['restore'] = () => {
    restore();
    surface.restore();
  };
  const { Path2D } = globalThis;
  try {
    Object.assign(context, own);
    globalThis.Path2D = SvgPath as unknown as typeof Path2D;
    draw();
  } finally {
    globalThis.Path2D = Path2D;
    for (const method of Object.keys(own)) Reflect.deleteProperty(context, method);
  }
  return surface.elements;
}
