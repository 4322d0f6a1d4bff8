import type { Matcher } from './tree';

/** The pattern as a JavaScript expression that must fit the whole text; undefined where it is none. */
function wholePattern(pattern: string): RegExp | undefined {
  const flags = pattern.startsWith('(?i)') ? 'i' : '';
  try {
    return new RegExp(`^(?:${pattern.replace(/^\(\?i\)/, '')})$`, `s${flags}`);
  } catch {
    return undefined;
  }
}

/** Whether a value of its label satisfies a matcher; an absent label has the value ''. */
export function satisfies({ type, value: wanted }: Matcher, value: string): boolean {
  switch (type) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '=~':
      return wholePattern(wanted)?.test(value) === true;
    case '!~':
      return wholePattern(wanted)?.test(value) === false;
  }
}

/** The alternatives of a pattern outside of brackets: `a|(b|c)` has `a` and `(b|c)`. */
function alternatives(pattern: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern.charAt(at);
    if (letter === '\\') {
      part += letter + pattern.charAt(++at);
      continue;
    }
    if ('(['.includes(letter)) depth++;
    if (')]'.includes(letter)) depth--;
    if (letter === '|' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}

function closing(pattern: string, from: number): number {
  let depth = 0;
  for (let at = from; at < pattern.length; at++) {
    const letter = pattern.charAt(at);
    if (letter === '\\') at++;
    else if (letter === '(') depth++;
    else if (letter === ')' && --depth === 0) return at;
  }
  return pattern.length;
}

const classes: Readonly<Record<string, string>> = { d: '7', w: 'a', s: ' ', S: 'a', D: 'a' };

function ofClass(inside: string): string {
  if (!inside.startsWith('^'))
    return inside.startsWith('\\') ? (classes[inside.charAt(1)] ?? 'a') : inside.charAt(0);
  const barred = new RegExp(`[${inside}]`);
  return Array.from('ax7_-/ ').find((letter) => barred.test(letter)) ?? 'a';
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

/** What stands at a place of a pattern, without its repetition. */
function pieceAt(pattern: string, at: number): Piece {
  const letter = pattern.charAt(at);
  switch (letter) {
    case '\\': {
      const next = pattern.charAt(at + 1);
      return { text: classes[next] ?? (/[bB]/.test(next) ? '' : next), end: at + 2 };
    }
    case '[': {
      const end = pattern.indexOf(']', at + 2);
      return { text: ofClass(pattern.slice(at + 1, end)), end: end + 1 };
    }
    case '(': {
      const end = closing(pattern, at);
      const inside = pattern.slice(at + 1, end).replace(/^\?(?::|P?<\w+>|[i]:?)/, '');
      // What must not follow is not written.
      return { text: /^\?<?[!=]/.test(inside) ? '' : textFor(inside), end: end + 1 };
    }
    case '^':
    case '$':
      return { text: '', end: at + 1 };
    case '.':
      return { text: 'a', end: at + 1 };
    default:
      return { text: letter, end: at + 1 };
  }
}

const repetition = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/;

/** A text that fits a pattern, for the patterns that people write for labels: each part as short as it may be. */
export function textFor(pattern: string): string {
  const [first = ''] = alternatives(pattern);
  let text = '';
  for (let at = 0; at < first.length;) {
    const piece = pieceAt(first, at);
    const repeated = repetition.exec(first.slice(piece.end));
    at = piece.end + (repeated?.[0].length ?? 0);
    const [, sign, count] = repeated ?? [];
    if (sign === '*' || sign === '?') continue;
    text += piece.text.repeat(count === undefined ? 1 : Number(count));
  }
  return text;
}

/** A text for each alternative of a pattern. */
export function textsFor(pattern: string): string[] {
  const grouped = /^\((?:\?:)?(.*)\)$/s.exec(pattern);
  const whole = grouped?.[1] !== undefined && closing(pattern, 0) === pattern.length - 1;
  return alternatives(whole ? (grouped[1] ?? '') : pattern).map(textFor);
}
