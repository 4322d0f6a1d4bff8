import { boxOf } from './boxes';
import { drawingOf } from './drawings';
import { fontFace } from './fontFace';
import { groundOf, leftOut } from './ground';
import { attributes, escaped, paint } from './svgText';
import { linesOf } from './textLines';

/** What lies in a shape of SVG by style, so that it can do without. */
const drawnBy = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'vector-effect',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const;

interface Picture {
  readonly origin: DOMRect;
  /** A name that no other has. */
  readonly name: () => string;
}

function placeOf(element: Element, { origin }: Picture): DOMRect {
  const { left, top, width, height } = element.getBoundingClientRect();
  return new DOMRect(left - origin.left, top - origin.top, width, height);
}

/** Cut to a box, where what is in it is cut off there on the screen. */
function cut(inside: string, style: CSSStyleDeclaration, place: DOMRect, name: string): string {
  const isCut = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  if (!isCut || inside === '') return inside;
  const { x, y, width, height } = place;
  const box = `<rect${attributes({ x, y, width, height })}/>`;
  return `<clipPath id="${name}">${box}</clipPath><g clip-path="url(#${name})">${inside}</g>`;
}

/** A canvas drawn again in lines, or as it is where nobody can. */
async function canvasOf(canvas: HTMLCanvasElement, picture: Picture): Promise<string> {
  const { x, y, width, height } = placeOf(canvas, picture);
  if (canvas.width * canvas.height === 0) return '';
  const drawing = drawingOf(canvas);
  if (drawing === undefined)
    return `<image${attributes({ x, y, width, height, href: canvas.toDataURL() })}/>`;
  const lines = await drawing(picture.name());
  const viewBox = `0 0 ${canvas.width} ${canvas.height}`;
  return `<svg${attributes({ x, y, width, height, viewBox })}>${lines}</svg>`;
}

/** A shape of SVG that needs no style sheet. */
function shapeOf(element: SVGElement, picture: Picture): string {
  const copy = element.cloneNode(true) as SVGElement;
  const copies = [copy, ...copy.querySelectorAll('*')];
  [element, ...element.querySelectorAll('*')].forEach((each, index) => {
    const style = getComputedStyle(each);
    const target = copies[index];
    if (target === undefined) return;
    target.removeAttribute('class');
    target.removeAttribute('style');
    for (const name of drawnBy) target.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['fill', 'stroke'] as const)
      for (const [key, value] of Object.entries(paint(name, style.getPropertyValue(name))))
        if (key === name || value !== undefined) target.setAttribute(key, String(value));
  });
  if (element instanceof SVGSVGElement) {
    const { x, y, width, height } = placeOf(element, picture);
    for (const [name, value] of Object.entries({ x, y, width, height }))
      copy.setAttribute(name, String(value));
  }
  return new XMLSerializer().serializeToString(copy);
}

async function childrenOf(element: Element, picture: Picture): Promise<string> {
  const parts: string[] = [];
  for (const child of element.childNodes) {
    if (child instanceof Text) parts.push(linesOf(child, picture.origin));
    else if (child instanceof Element) parts.push(await drawn(child, picture));
  }
  return parts.join('');
}

/** An element and all in it, as shapes and texts. */
async function drawn(element: Element, picture: Picture): Promise<string> {
  if (element.matches(leftOut)) return '';
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const place = placeOf(element, picture);
  const opacity = Number.parseFloat(style.opacity);
  if (opacity === 0) return '';
  // What is only read aloud has a size of next to nothing.
  if (place.width <= 1 && place.height <= 1 && style.overflowX === 'hidden') return '';
  const inside =
    element instanceof HTMLCanvasElement
      ? await canvasOf(element, picture)
      : element instanceof SVGElement
        ? shapeOf(element, picture)
        : await childrenOf(element, picture);
  const all = boxOf(element, style, place) + cut(inside, style, place, picture.name());
  return opacity < 1 && all !== '' ? `<g opacity="${opacity}">${all}</g>` : all;
}

/** What an element shows, in shapes and texts of SVG that any reader draws. */
export async function svgOf(element: Element): Promise<string> {
  const origin = element.getBoundingClientRect();
  let names = 0;
  const picture: Picture = { origin, name: () => `p${(names += 1)}` };
  const width = Math.ceil(origin.width);
  const height = Math.ceil(origin.height);
  const ground = attributes({ width, height, ...paint('fill', groundOf(element)) });
  const content = await childrenOf(element, picture);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg"${attributes({ width, height, viewBox: `0 0 ${width} ${height}` })}>` +
    `<title>${escaped(element.getAttribute('aria-label') ?? '')}</title>` +
    `<style>${await fontFace()}</style><rect${ground}/>${content}</svg>`
  );
}
