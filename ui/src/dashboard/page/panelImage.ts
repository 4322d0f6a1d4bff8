import { fontFace } from '../../picture/fontFace';
import { groundOf, leftOut } from '../../picture/ground';

// Everything that lays out and colours what panels are made of. All of CSS would be a hundred
// times the picture.
const properties = [
  'align-items',
  'align-self',
  'background-color',
  'background-image',
  'border-bottom',
  'border-collapse',
  'border-left',
  'border-radius',
  'border-right',
  'border-spacing',
  'border-top',
  'bottom',
  'box-sizing',
  'clip-path',
  'color',
  'display',
  'fill',
  'fill-opacity',
  'flex',
  'flex-direction',
  'flex-wrap',
  'font-family',
  'font-feature-settings',
  'font-size',
  'font-variant-numeric',
  'font-weight',
  'gap',
  'grid-auto-flow',
  'grid-column',
  'grid-row',
  'grid-template-columns',
  'grid-template-rows',
  'height',
  'justify-content',
  'left',
  'letter-spacing',
  'line-height',
  'list-style',
  'margin',
  'max-height',
  'max-width',
  'min-height',
  'min-width',
  'object-fit',
  'opacity',
  'overflow',
  'padding',
  'position',
  'right',
  'stroke',
  'stroke-dasharray',
  'stroke-width',
  'text-align',
  'text-anchor',
  'text-decoration',
  'text-overflow',
  'text-transform',
  'top',
  'transform',
  'transform-origin',
  'vertical-align',
  'visibility',
  'white-space',
  'width',
  'z-index',
] as const;

function styleOf(element: Element): string {
  const style = getComputedStyle(element);
  return properties.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
}

/** A copy that needs no style sheet, with what canvases show as pictures. */
function copyOf(element: Element): Element {
  const copy = element.cloneNode(false) as Element;
  let target = copy;
  if (element instanceof HTMLCanvasElement) {
    const picture = document.createElement('img');
    picture.src = element.width * element.height === 0 ? '' : element.toDataURL();
    target = picture;
  }
  for (const { name } of [...target.attributes])
    if (name !== 'src' && !(target instanceof SVGElement)) target.removeAttribute(name);
  target.setAttribute('style', styleOf(element));
  for (const child of element.childNodes) {
    if (child instanceof Text) target.append(child.cloneNode());
    else if (child instanceof Element && !child.matches(leftOut)) target.append(copyOf(child));
  }
  return target;
}

/** What an element shows, as this browser draws it. No other reader of SVG would. */
async function pictureOf(element: Element): Promise<string> {
  const { width, height } = element.getBoundingClientRect();
  const copy = copyOf(element) as HTMLElement;
  copy.style.position = 'static';
  copy.style.background = groundOf(element);
  copy.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
  const content = new XMLSerializer().serializeToString(copy);
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">` +
    `<style>${await fontFace()}</style>` +
    `<foreignObject width="${w}" height="${h}">${content}</foreignObject></svg>`
  );
}

const pixelRatio = 2;

/** What an element shows, in twice the dots of the screen. */
export async function pngOf(element: Element): Promise<Blob> {
  const picture = new Image();
  // A blob's address would make the canvas one that may not be read.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await pictureOf(element))}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.width * pixelRatio;
  canvas.height = picture.height * pixelRatio;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser has no canvas');
  context.scale(pixelRatio, pixelRatio);
  context.drawImage(picture, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('empty')) : resolve(blob))),
  );
}
