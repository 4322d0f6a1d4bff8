import type { Day } from '../../../lib/zone';
import { dayAt, plusDays, startOfDay, weekdayOf } from '../../../lib/zone';
import type { Shift } from '../types';

interface Window {
  readonly start: string;
  readonly end: string;
}

/** What `/calendar` answers. */
export interface CalendarAnswer {
  readonly silences: readonly {
    readonly id: string;
    readonly state: 'active' | 'pending' | 'expired';
    readonly matchers: readonly (readonly string[])[];
    readonly author: string;
    readonly comment: string;
    /** On whose clocks it comes again; undefined if it does not. */
    readonly timeZone?: string;
    readonly windows: readonly Window[];
  }[];
  readonly intervals: readonly {
    readonly name: string;
    readonly use: 'mute' | 'active';
    readonly timeZones: readonly string[];
    readonly routes: readonly { readonly receiver: string; readonly matchers: string }[];
    readonly windows: readonly Window[];
  }[];
  readonly schedules: readonly {
    readonly schedule: string;
    readonly timeZone: string;
    readonly shifts: readonly Shift[];
  }[];
}

export type LaneKind = 'schedule' | 'silence' | 'mute' | 'active';

/** A stretch of time of a lane. */
export interface Stretch {
  readonly startMillis: number;
  readonly endMillis: number;
  /** Who, or what for. */
  readonly text: string;
  /** Somebody stands in, or it is over. */
  readonly mark: '' | 'override' | 'expired';
}

/** One thing over time. */
export interface Lane {
  readonly key: string;
  readonly kind: LaneKind;
  readonly title: string;
  readonly detail: string;
  /** On whose clocks it was said; empty for nobody's. */
  readonly zone: string;
  /** Of a silence. */
  readonly silenceId: string;
  readonly stretches: readonly Stretch[];
}

function between({ start, end }: Window): { startMillis: number; endMillis: number } {
  return { startMillis: Date.parse(start), endMillis: Date.parse(end) };
}

/** Everything that the calendar shows, people first. */
export function lanesOf({ silences, intervals, schedules }: CalendarAnswer): Lane[] {
  return [
    ...schedules.map(({ schedule, timeZone, shifts }): Lane => ({
      key: `schedule ${schedule}`,
      kind: 'schedule',
      title: schedule,
      detail: '',
      zone: timeZone,
      silenceId: '',
      stretches: shifts.map((shift) => ({
        ...between(shift),
        text: [shift.name, shift.rotation].filter(Boolean).join(', '),
        mark: shift.override ? 'override' : '',
      })),
    })),
    ...silences.map(({ id, state, matchers, author, comment, timeZone = '', windows }): Lane => ({
      key: `silence ${id}`,
      kind: 'silence',
      title: matchers.map((set) => set.join(', ')).join(' or '),
      detail: [author, comment].filter((text) => text !== '').join(' · '),
      zone: timeZone,
      silenceId: id,
      stretches: windows.map((window) => ({
        ...between(window),
        text: comment || author,
        mark: state === 'expired' ? 'expired' : '',
      })),
    })),
    ...intervals.map(({ name, use, timeZones, routes, windows }): Lane => ({
      key: `${use} ${name}`,
      kind: use,
      title: name,
      detail: routes.map(({ receiver, matchers }) => `${receiver} ${matchers}`).join(' · '),
      zone: timeZones.join(', '),
      silenceId: '',
      stretches: windows.map((window) => ({ ...between(window), text: name, mark: '' })),
    })),
  ];
}

export const views = ['week', 'month', 'list'] as const;
export type View = (typeof views)[number];

/** A stretch of whole days. */
export interface Period {
  readonly days: readonly { readonly day: Day; readonly startMillis: number }[];
  readonly startMillis: number;
  readonly endMillis: number;
}

/** The week or the month that a day is in, on the clocks of a zone; weeks begin on Monday. */
export function periodOf(day: Day, view: View, zone: string): Period {
  const first = view === 'month' ? { ...day, day: 1 } : plusDays(day, -weekdayOf(day));
  const next = nextPeriod(first, view);
  const days: { day: Day; startMillis: number }[] = [];
  const endMillis = startOfDay(next, zone);
  for (let at = first; startOfDay(at, zone) < endMillis; at = plusDays(at, 1))
    days.push({ day: at, startMillis: startOfDay(at, zone) });
  return { days, startMillis: startOfDay(first, zone), endMillis };
}

function nextPeriod(first: Day, view: View): Day {
  if (view !== 'month') return plusDays(first, 7);
  return first.month === 12
    ? { year: first.year + 1, month: 1, day: 1 }
    : { year: first.year, month: first.month + 1, day: 1 };
}

/** A day of the period before or after. */
export function turned(day: Day, view: View, by: 1 | -1): Day {
  if (view !== 'month') return plusDays(day, by * 7);
  const first = { ...day, day: 1 };
  return by === 1 ? nextPeriod(first, view) : { ...plusDays(first, -1), day: 1 };
}

/** Where a stretch is drawn, as parts of the period; undefined where it is not in it. */
export function placeOf(
  { startMillis, endMillis }: Pick<Stretch, 'startMillis' | 'endMillis'>,
  period: Pick<Period, 'startMillis' | 'endMillis'>,
): { readonly left: number; readonly width: number } | undefined {
  const start = Math.max(startMillis, period.startMillis);
  const end = Math.min(endMillis, period.endMillis);
  if (end <= start) return undefined;
  const whole = period.endMillis - period.startMillis;
  return { left: (start - period.startMillis) / whole, width: (end - start) / whole };
}

/** Something of a day's list. */
export interface Entry {
  readonly lane: Lane;
  readonly stretch: Stretch;
}

/** What begins on each day of a period, or goes on at its beginning, in the order of time. */
export function entriesByDay(
  lanes: readonly Lane[],
  period: Period,
  zone: string,
): readonly { readonly day: Day; readonly entries: readonly Entry[] }[] {
  const entries = lanes
    .flatMap((lane) => lane.stretches.map((stretch) => ({ lane, stretch })))
    .filter(({ stretch }) => placeOf(stretch, period) !== undefined)
    .toSorted((a, b) => a.stretch.startMillis - b.stretch.startMillis);
  return period.days
    .map(({ day, startMillis }) => ({
      day,
      entries: entries.filter(({ stretch }) => {
        const begins = Math.max(stretch.startMillis, period.startMillis);
        const at = dayAt(begins, zone);
        return at.day === day.day && at.month === day.month && begins >= startMillis;
      }),
    }))
    .filter((each) => each.entries.length > 0);
}
