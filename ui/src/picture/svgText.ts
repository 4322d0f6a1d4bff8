import { rounded } from './svgPath';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Whether XML can have a letter: most below the space and halves of letters it cannot. */
function isWritable(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return (code >= 0x20 || /[\t\n\r]/.test(letter)) && !isHalf && code !== 0xfffe && code !== 0xffff;
}

/** A text for XML. Letters that XML cannot have are left out. */
export function escaped(text: string): string {
  return Array.from(text)
    .filter(isWritable)
    .map((letter) => entities[letter] ?? letter)
    .join('');
}

type Value = string | number | undefined;

/** Attributes of an element; undefined ones are left out. */
export function attributes(values: Readonly<Record<string, Value>>): string {
  return Object.entries(values)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`,
    )
    .join('');
}

/** A colour as every reader of SVG knows it: how transparent it is stands beside it. */
export function paint(kind: 'fill' | 'stroke', colour: string): Readonly<Record<string, Value>> {
  const [, space, inside = ''] = /^(rgba?|color)\((?:srgb )?([^)]*)\)$/.exec(colour) ?? [];
  const numbers = inside.split(/[\s,/]+/).map(Number);
  const [red, green, blue, alpha = 1] = numbers;
  const isKnown = numbers.length >= 3 && numbers.every(Number.isFinite);
  if (red === undefined || green === undefined || blue === undefined || !isKnown)
    return { [kind]: colour };
  const scale = space === 'color' ? 255 : 1;
  const shares = [red, green, blue].map((part) => Math.round(part * scale));
  return {
    [kind]: `rgb(${shares.join(',')})`,
    ...(alpha < 1 && { [`${kind}-opacity`]: Math.round(alpha * 1_000) / 1_000 }),
  };
}

/** Whether nothing of a colour can be seen. */
export function isClear(colour: string): boolean {
  return colour === 'transparent' || paint('fill', colour)['fill-opacity'] === 0;
}

/** A font as CSS writes it in short, such as `500 11px Inter, sans-serif`. */
export function fontOf(font: string): Readonly<Record<string, Value>> {
  const [, before = '', size = '', family] = /^(.*?)([\d.]+)px (.*)$/.exec(font) ?? [];
  const weight = /\b(\d{3}|bold)\b/.exec(before)?.[1];
  return {
    'font-family': family,
    'font-size': size,
    'font-weight': weight,
    'font-style': before.includes('italic') ? 'italic' : undefined,
  };
}
