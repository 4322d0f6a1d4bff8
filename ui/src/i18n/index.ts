import { changeSettings, useSettings, type Language } from '../state/settings';
import type { Strings } from './en';

export type { Strings } from './en';

/** Each language in its own words. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };

// Each comes by itself: who reads one language does not wait for the others.
const dictionaries: Readonly<Record<Language, () => Promise<Strings>>> = {
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
};
const loaded = new Map<Language, Strings>();

/** To be awaited before a language is shown. */
export async function loadStrings(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, await dictionaries[language]());
}

/** Shows another language as soon as its sentences are there; until then, and if they cannot come, this one stays. */
export async function changeLanguage(language: Language): Promise<void> {
  await loadStrings(language);
  changeSettings({ language });
}

/** The sentences in the reader's language. */
export function useStrings(): Strings {
  const strings = loaded.get(useSettings().language);
  if (strings === undefined) throw new Error('a language is shown before its sentences are loaded');
  return strings;
}
