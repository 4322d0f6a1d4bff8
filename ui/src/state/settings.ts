import { useSyncExternalStore } from 'react';

export type Language = 'en' | 'fr';

/** What one person prefers in one browser. What is worth sharing is in the URL instead. */
export interface Settings {
  readonly language: Language;
  readonly railOpen: boolean;
  /** Under which name this person acknowledges alerts; empty until they said it once. */
  readonly name: string;
}

const key = 'vigie.settings';
const watchers = new Set<() => void>();

function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

function load(): Settings {
  const fallback: Settings = { language: preferredLanguage(), railOpen: false, name: '' };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return fallback;
    const { language, railOpen, name } = stored as Partial<Record<keyof Settings, unknown>>;
    return {
      language: language === 'en' || language === 'fr' ? language : fallback.language,
      railOpen: railOpen === true,
      name: typeof name === 'string' ? name : '',
    };
  } catch {
    // Storage may be forbidden or hold something else: preferences are a comfort, not a need.
    return fallback;
  }
}

let settings = load();

/** As they are now. */
export function readSettings(): Settings {
  return settings;
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => settings,
  );
}

export function changeSettings(changes: Partial<Settings>): void {
  settings = { ...settings, ...changes };
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // As above: the choice then holds until the page is left.
  }
  watchers.forEach((notify) => notify());
}
