import { useStrings, type Strings } from '../i18n';
import { useSettings, type Language } from '../state/settings';
import { readableDuration } from './duration';

/** Numbers and instants as the reader writes them, in the reader's zone. */
export interface Format {
  /** BCP 47, for Intl. */
  readonly locale: string;
  /** `31 Jan 2026, 13:45:07` */
  readonly dateTime: (millis: number) => string;
  /** `31 Jan 2026, 13:45:07.123 GMT+1`, for what must be exact. */
  readonly exact: (millis: number) => string;
  /** `12 s ago`; never a bare date. */
  readonly relative: (millis: number, nowMillis: number) => string;
  /** `12 345` */
  readonly count: (value: number) => string;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

function makeFormat(language: Language, t: Strings['time']): Format {
  const locale = locales[language];
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const exact = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  });
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  return {
    locale,
    dateTime: (millis) => dateTime.format(millis),
    exact: (millis) => exact.format(millis),
    relative: (millis, nowMillis) => {
      const passed = nowMillis - millis;
      // Finer than a second nobody reads.
      const distance = readableDuration(
        Math.max(1_000, Math.round(Math.abs(passed) / 1_000) * 1_000),
      );
      return passed >= 0 ? t.ago(distance) : t.inFuture(distance);
    },
    count: (value) => count.format(value),
  };
}

// For all who write: making one takes longer than most of what is written with it.
const formats = new Map<Language, Format>();

function formatOf(language: Language, t: Strings['time']): Format {
  const known = formats.get(language);
  if (known !== undefined) return known;
  const made = makeFormat(language, t);
  formats.set(language, made);
  return made;
}

export function useFormat(): Format {
  const { language } = useSettings();
  return formatOf(language, useStrings().time);
}
