import { rounded } from './svgPath';
import { attributes, isClear, paint } from './svgText';

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;

interface Border {
  readonly width: number;
  readonly style: string;
  readonly colour: string;
}

function bordersOf(style: CSSStyleDeclaration): Border[] {
  return sides.map((side) => ({
    width: Number.parseFloat(style[`border${side}Width`]) || 0,
    style: style[`border${side}Style`],
    colour: style[`border${side}Color`],
  }));
}

function isSeen({ width, style, colour }: Border): boolean {
  return width > 0 && style !== 'none' && style !== 'hidden' && !isClear(colour);
}

function strokeOf({ width, style, colour }: Border) {
  return {
    ...paint('stroke', colour),
    'stroke-width': width,
    'stroke-dasharray': style === 'dashed' ? `${width * 3} ${width * 2}` : undefined,
  };
}

function borderLines(rect: DOMRect, borders: readonly Border[]): string {
  const { left, top, right, bottom } = rect;
  return borders
    .map((border, side) => {
      if (!isSeen(border)) return '';
      const half = border.width / 2;
      const [x1, y1, x2, y2] = [
        [left, top + half, right, top + half],
        [right - half, top, right - half, bottom],
        [left, bottom - half, right, bottom - half],
        [left + half, top, left + half, bottom],
      ][side] ?? [0, 0, 0, 0];
      return `<line${attributes({ x1, y1, x2, y2, ...strokeOf(border) })}/>`;
    })
    .join('');
}

/** Corners of `clip-path: polygon(…)`; undefined where nothing is cut. */
function cornersOf(style: CSSStyleDeclaration, { left, top, width, height }: DOMRect) {
  const inside = /^polygon\((.*)\)$/.exec(style.clipPath)?.[1];
  const along = (text: string, whole: number) =>
    text.endsWith('%') ? (Number.parseFloat(text) / 100) * whole : Number.parseFloat(text);
  return inside
    ?.split(',')
    .map((corner) => {
      const [x = '0', y = '0'] = corner.trim().split(/\s+/);
      return `${rounded(left + along(x, width))},${rounded(top + along(y, height))}`;
    })
    .join(' ');
}

/** What a box with so much of a bar in it shows: the first colour, up to where the second begins. */
function barOf(style: CSSStyleDeclaration, rect: DOMRect): string {
  const [, colour, percent] =
    /^linear-gradient\(to right, (.+?\)) ([\d.]+)%, /.exec(style.backgroundImage) ?? [];
  if (colour === undefined) return '';
  return `<rect${attributes({
    x: rect.x,
    y: rect.y,
    width: (rect.width * Number(percent)) / 100,
    height: rect.height,
    ...paint('fill', colour),
  })}/>`;
}

/** A box that is turned stands around its middle; what is told of it on the screen is around that. */
function turnOf(element: Element, style: CSSStyleDeclaration, rect: DOMRect) {
  const [, inside = ''] = /^matrix\((.*)\)$/.exec(style.transform) ?? [];
  const [a, b, c, d] = inside.split(',').map(Number);
  const isTurned = b !== undefined && b !== 0 && element instanceof HTMLElement;
  if (!isTurned) return undefined;
  const { offsetWidth: width, offsetHeight: height } = element;
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  return {
    rect: new DOMRect(-width / 2, -height / 2, width, height),
    transform: `translate(${rounded(x)} ${rounded(y)}) matrix(${a} ${b} ${c} ${d} 0 0)`,
  };
}

/** The ground and the borders of an element, as shapes of SVG. */
export function boxOf(element: Element, style: CSSStyleDeclaration, place: DOMRect): string {
  const turn = turnOf(element, style, place);
  const rect = turn?.rect ?? place;
  const borders = bordersOf(style);
  const [first] = borders;
  const fill = isClear(style.backgroundColor)
    ? { fill: 'none' }
    : paint('fill', style.backgroundColor);
  const points = cornersOf(style, rect);
  if (points !== undefined) return `<polygon${attributes({ points, ...fill })}/>`;
  const isFramed =
    first !== undefined &&
    borders.every((each) => JSON.stringify(each) === JSON.stringify(first)) &&
    isSeen(first);
  const inset = isFramed ? first.width / 2 : 0;
  const radius = Number.parseFloat(style.borderTopLeftRadius) || undefined;
  const ground = `<rect${attributes({
    x: rect.x + inset,
    y: rect.y + inset,
    width: Math.max(0, rect.width - 2 * inset),
    height: Math.max(0, rect.height - 2 * inset),
    rx: radius,
    ...fill,
    ...(isFramed && strokeOf(first)),
    transform: turn?.transform,
  })}/>`;
  return (
    (isFramed || fill.fill !== 'none' ? ground : '') +
    barOf(style, rect) +
    (isFramed ? '' : borderLines(rect, borders))
  );
}
