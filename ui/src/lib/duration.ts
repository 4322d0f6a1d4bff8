const unitsMillis: readonly (readonly [string, number])[] = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

const durationPattern =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** The milliseconds of a Prometheus duration such as `1h30m`; undefined when the text is none. */
export function parseDuration(text: string): number | undefined {
  const compact = text.replaceAll(/\s+/g, '');
  const match = durationPattern.exec(compact);
  if (compact === '' || match === null) return undefined;
  return unitsMillis.reduce(
    (sum, [, millis], index) => sum + Number(match[index + 1] ?? 0) * millis,
    0,
  );
}

/** A duration in Prometheus' notation: `5400000` gives `1h30m`. Years and weeks only when exact. */
export function formatDuration(millis: number): string {
  let rest = Math.round(millis);
  if (rest === 0) return '0s';
  let text = '';
  for (const [unit, unitMillis] of unitsMillis) {
    const exactOnly = unit === 'y' || unit === 'w';
    if (rest < unitMillis || (exactOnly && rest % unitMillis !== 0)) continue;
    text += `${Math.floor(rest / unitMillis)}${unit}`;
    rest %= unitMillis;
  }
  return text;
}

/** At most the two largest units, spaced for reading: `1 h 30 m`, `45 s`, `12 ms`. */
export function readableDuration(millis: number): string {
  if (millis < 10) return `${Number(millis.toPrecision(2))} ms`;
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  const whole =
    millis < 60_000 ? Math.round(millis / 100) * 100 : Math.round(millis / 1_000) * 1_000;
  if (whole < 10_000 && whole % 1_000 !== 0) return `${(whole / 1_000).toFixed(1)} s`;
  const parts: string[] = [];
  let rest = whole;
  for (const [unit, unitMillis] of unitsMillis.slice(2, 6)) {
    const count = Math.floor(rest / unitMillis);
    rest %= unitMillis;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}
