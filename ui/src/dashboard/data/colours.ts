/** Colours by the names that dashboards use, as tokens of both themes. */
const hues: Readonly<Record<string, string>> = {
  green: '--ok',
  'semi-dark-green': '--ok',
  'dark-green': '--ok',
  'light-green': '--series-8',
  'super-light-green': '--series-8',
  yellow: '--series-5',
  'semi-dark-yellow': '--series-5',
  'dark-yellow': '--series-5',
  'light-yellow': '--series-5',
  'super-light-yellow': '--series-5',
  orange: '--series-1',
  'semi-dark-orange': '--series-1',
  'dark-orange': '--series-1',
  'light-orange': '--series-9',
  'super-light-orange': '--series-9',
  red: '--critical',
  'semi-dark-red': '--critical',
  'dark-red': '--series-7',
  'light-red': '--series-7',
  'super-light-red': '--series-7',
  blue: '--series-0',
  'semi-dark-blue': '--series-0',
  'dark-blue': '--series-0',
  'light-blue': '--series-6',
  'super-light-blue': '--series-6',
  purple: '--series-4',
  'semi-dark-purple': '--series-4',
  'dark-purple': '--silenced',
  'light-purple': '--series-3',
  'super-light-purple': '--series-3',
  gray: '--text-faint',
  grey: '--text-faint',
  white: '--text',
  black: '--ground',
  text: '--text',
};

const written = /^(?:#[0-9a-f]{3,8}|rgba?\([\d\s.,%]+\)|hsla?\([\d\s.,%a-z]+\)|transparent)$/i;

/**
 * A colour as a dashboard names it, as one that CSS knows: names become the tokens of the theme,
 * so that they can be told apart on both grounds. Anything else than a colour becomes the text's.
 */
export function cssColour(name: string): string {
  if (Object.hasOwn(hues, name)) return `var(${hues[name] ?? '--text'})`;
  return written.test(name.trim()) ? name.trim() : 'var(--text)';
}

/** The place in the palette of series. */
export function seriesColour(place: number): string {
  return `var(--series-${place % 10})`;
}
