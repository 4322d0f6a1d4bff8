import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

/** Turns colours as CSS writes them, tokens and mixtures included, into ones that a canvas knows. */
export interface CanvasColours {
  readonly scheme: string;
  readonly of: (css: string) => string;
  /** The same, so much of it that the ground shines through: 0 nothing, 1 all of it. */
  readonly tint: (css: string, share: number) => string;
}

// For all panels, as each question costs a look at the whole page's style; by the theme that answered.
const known = new Map<string, string>();

function makeColours(scheme: string): CanvasColours {
  const resolve = (css: string): string => {
    const theme = document.documentElement.getAttribute('data-mantine-color-scheme') ?? '';
    const key = `${theme} ${css}`;
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
    scheme,
    of: resolve,
    tint: (css, share) =>
      resolve(`color-mix(in srgb, ${css} ${Math.round(share * 100)}%, transparent)`),
  };
}

/** The colours of the present theme: another object when the theme changes. */
export function useColours(): CanvasColours {
  const scheme = useComputedColorScheme('dark');
  return useMemo(() => makeColours(scheme), [scheme]);
}
