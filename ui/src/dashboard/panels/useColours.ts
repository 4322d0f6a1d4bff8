import { useComputedColorScheme } from '@mantine/core';

/** Turns colours as CSS writes them, tokens and mixtures included, into ones that a canvas knows. */
export interface CanvasColours {
  /** The theme that they are of. */
  readonly theme: string;
  /** The family of the page's text. */
  readonly font: string;
  readonly of: (css: string) => string;
  /** The same, so much of it that the ground shines through: 0 nothing, 1 all of it. */
  readonly tint: (css: string, share: number) => string;
}

function themeShown(): string {
  return document.documentElement.getAttribute('data-mantine-color-scheme') ?? '';
}

// For all panels, as each question costs a look at the whole page's style; by the theme that answered.
const known = new Map<string, string>();

function makeColours(theme: string): CanvasColours {
  const resolve = (css: string): string => {
    const key = `${themeShown()} ${css}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const probe = document.createElement('span');
    probe.style.display = 'none';
    probe.style.color = css;
    document.body.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    known.set(key, resolved);
    return resolved;
  };
  return {
    theme,
    font: getComputedStyle(document.documentElement).getPropertyValue('--font-text'),
    of: resolve,
    tint: (css, share) =>
      resolve(`color-mix(in srgb, ${css} ${Math.round(share * 100)}%, transparent)`),
  };
}

let last: CanvasColours | undefined;

function coloursOf(theme: string): CanvasColours {
  if (last?.theme !== theme) last = makeColours(theme);
  return last;
}

/** The colours of the present theme, the same object for all panels: another when the theme changes. */
export function useColours(): CanvasColours {
  // What is chosen and what the page already shows, one of which may be a moment behind.
  return coloursOf(`${useComputedColorScheme('dark')} ${themeShown()}`);
}
