import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

/** Reads tokens for a canvas, which knows no custom properties. */
export interface Tokens {
  readonly scheme: 'dark' | 'light';
  readonly read: (name: string) => string;
}

/** The tokens of the present theme: another object when the theme changes. */
export function useTokens(): Tokens {
  const scheme = useComputedColorScheme('dark');
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return { scheme, read: (name: string) => style.getPropertyValue(name).trim() };
  }, [scheme]);
}
