import { attributes, escaped, paint } from './svgText';

/** A piece of a text that stands on one line. */
interface Piece {
  text: string;
  readonly left: number;
  right: number;
  readonly top: number;
  readonly height: number;
}

// Longer texts than these are no label, and looking at each letter takes its time.
const mostLetters = 4_000;

/** The letters of a text as they are broken into lines. */
function piecesOf(node: Text): Piece[] {
  const pieces: Piece[] = [];
  const range = document.createRange();
  let at = 0;
  for (const letter of Array.from(node.data.slice(0, mostLetters))) {
    range.setStart(node, at);
    at += letter.length;
    range.setEnd(node, at);
    const [rect] = range.getClientRects();
    if (rect === undefined || rect.width === 0) continue;
    const last = pieces.at(-1);
    if (last !== undefined && Math.abs(last.top - rect.top) < rect.height / 2) {
      last.text += letter;
      last.right = rect.right;
    } else {
      const { left, right, top, height } = rect;
      pieces.push({ text: letter, left, right, top, height });
    }
  }
  return pieces;
}

/** A text that its box cuts off ends in dots, as it does on the screen. */
function shortened(piece: Piece, box: Element, style: CSSStyleDeclaration): Piece {
  const { right, left } = box.getBoundingClientRect();
  const isCut = style.textOverflow === 'ellipsis' && box.scrollWidth > box.clientWidth;
  if (!isCut || piece.right <= right) return piece;
  const share = (right - left - Number.parseFloat(style.fontSize)) / (piece.right - piece.left);
  const kept = Math.max(1, Math.floor(piece.text.length * share));
  return { ...piece, text: `${piece.text.slice(0, kept)}…` };
}

const changed: Readonly<Record<string, (text: string) => string>> = {
  uppercase: (text) => text.toUpperCase(),
  lowercase: (text) => text.toLowerCase(),
};

// Of what Inter takes from top to bottom, and most others.
const ascent = 0.8;

/** The lines of a text as texts of SVG, from a corner of the picture. */
export function linesOf(node: Text, origin: DOMRect): string {
  const box = node.parentElement;
  if (box === null || node.data.trim() === '') return '';
  const style = getComputedStyle(box);
  const change = changed[style.textTransform] ?? ((text: string) => text);
  return piecesOf(node)
    .map((piece) => shortened(piece, box, style))
    .map(({ text, left, top, height }) => {
      const look = attributes({
        x: left - origin.left,
        y: top - origin.top + height * ascent,
        'font-family': style.fontFamily,
        'font-size': Number.parseFloat(style.fontSize),
        'font-weight': style.fontWeight === '400' ? undefined : style.fontWeight,
        'font-style': style.fontStyle === 'normal' ? undefined : style.fontStyle,
        'letter-spacing': style.letterSpacing === 'normal' ? undefined : style.letterSpacing,
        'text-decoration':
          style.textDecorationLine === 'none' ? undefined : style.textDecorationLine,
        // No attribute of SVG says that figures are of one width.
        style: style.fontVariantNumeric.includes('tabular-nums')
          ? 'font-variant-numeric:tabular-nums'
          : undefined,
        ...paint('fill', style.color),
      });
      return `<text${look} xml:space="preserve">${escaped(change(text))}</text>`;
    })
    .join('');
}
