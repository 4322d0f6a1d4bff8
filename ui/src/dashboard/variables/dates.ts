const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** Letters of a date pattern as Moment reads them, in UTC. */
const parts: Readonly<Record<string, (date: Date) => string>> = {
  YYYY: (date) => pad(date.getUTCFullYear(), 4),
  YY: (date) => pad(date.getUTCFullYear() % 100, 2),
  MM: (date) => pad(date.getUTCMonth() + 1, 2),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => pad(date.getUTCDate(), 2),
  D: (date) => String(date.getUTCDate()),
  HH: (date) => pad(date.getUTCHours(), 2),
  H: (date) => String(date.getUTCHours()),
  mm: (date) => pad(date.getUTCMinutes(), 2),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => pad(date.getUTCSeconds(), 2),
  s: (date) => String(date.getUTCSeconds()),
  SSS: (date) => pad(date.getUTCMilliseconds(), 3),
};

/** An instant as `${__from:date:…}` asks for it: ISO 8601 without a pattern, `seconds`, or a pattern. */
export function formatInstant(millis: number, pattern: string): string {
  const date = new Date(millis);
  if (pattern === '' || pattern === 'iso') return date.toISOString();
  if (pattern === 'seconds') return String(Math.floor(millis / 1_000));
  return pattern.replaceAll(
    /YYYY|YY|MM?|DD?|HH?|mm?|SSS|ss?/g,
    (letters) => parts[letters]?.(date) ?? letters,
  );
}
