import { useSettings, type Language } from '../state/settings';
import { en, type Strings } from './en';
import { fr } from './fr';

export type { Strings } from './en';

export const stringsByLanguage: Readonly<Record<Language, Strings>> = { en, fr };

/** The sentences in the reader's language. */
export function useStrings(): Strings {
  return stringsByLanguage[useSettings().language];
}
