import { isClear } from './svgText';

/** Marked so by the panel: buttons that mean nothing on a picture. And what only follows a pointer. */
export const leftOut = '[data-not-on-pictures], .u-cursor-x, .u-cursor-y, .u-cursor-pt, .u-select';

/** The colour behind an element. */
export function groundOf(element: Element): string {
  const own = getComputedStyle(element).backgroundColor;
  return isClear(own) ? getComputedStyle(document.body).backgroundColor : own;
}
