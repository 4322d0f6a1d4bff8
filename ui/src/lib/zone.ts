const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** A date on some calendar; months from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What clocks of a zone show, as if it were UTC. */
function shownMillis(millis: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(millis)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The date in a zone at an instant. */
export function dayAt(millis: number, zone: string): Day {
  const shown = new Date(shownMillis(millis, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
  };
}

/** When a day begins in a zone; where clocks skip midnight, the first instant after it. */
export function startOfDay({ year, month, day }: Day, zone: string): number {
  const wanted = Date.UTC(year, month - 1, day);
  const whole = (millis: number) => Math.floor(millis / 1_000) * 1_000;
  // The offset is looked up where the day might begin, and once more where that leads.
  const first = wanted - (shownMillis(wanted, zone) - whole(wanted));
  const second = wanted - (shownMillis(first, zone) - whole(first));
  return shownMillis(second, zone) < wanted ? Math.max(first, second) : second;
}

/** So many days later, or earlier. */
export function plusDays({ year, month, day }: Day, days: number): Day {
  return dayAt(Date.UTC(year, month - 1, day + days), 'UTC');
}

/** From 0, which is Monday. */
export function weekdayOf({ year, month, day }: Day): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

export function dayText({ year, month, day }: Day): string {
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** The date of `2026-01-31`; undefined for anything else. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const written = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  // The 31st of February is none.
  return dayText(plusDays(written, 0)) === text ? written : undefined;
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
