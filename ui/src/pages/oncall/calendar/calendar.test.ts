import { describe, expect, it } from 'vitest';
import { dayText, type Day } from '../../../lib/zone';
import { entriesByDay, lanesOf, periodOf, placeOf, turned, type CalendarAnswer } from './calendar';

const sunday: Day = { year: 2026, month: 11, day: 22 };

const answer: CalendarAnswer = {
  silences: [
    {
      id: '1',
      state: 'active',
      matchers: [['job="a"', 'b="c"'], ['x="y"']],
      author: 'ann',
      comment: 'night',
      timeZone: 'Europe/Paris',
      windows: [
        { start: '2026-11-15T22:00:00Z', end: '2026-11-16T06:00:00Z' },
        { start: '2026-11-18T22:00:00Z', end: '2026-11-19T06:00:00Z' },
      ],
    },
  ],
  intervals: [
    {
      name: 'nights',
      use: 'mute',
      timeZones: ['UTC'],
      routes: [{ receiver: 'mail', matchers: '{a="b"}' }],
      windows: [],
    },
  ],
  schedules: [
    {
      schedule: 'primary',
      timeZone: 'UTC',
      shifts: [
        {
          user: 'bob',
          name: 'Bob',
          rotation: 'day',
          override: true,
          start: '2026-11-16T09:00:00Z',
          end: '2026-11-17T09:00:00Z',
        },
      ],
    },
  ],
};

describe('a period', () => {
  it('is the week from Monday, or the whole month', () => {
    const week = periodOf(sunday, 'week', 'Europe/Paris');
    expect(week.days.map(({ day }) => day.day)).toEqual([16, 17, 18, 19, 20, 21, 22]);
    expect(new Date(week.startMillis).toISOString()).toBe('2026-11-15T23:00:00.000Z');
    const month = periodOf(sunday, 'month', 'UTC');
    expect(month.days).toHaveLength(30);
    expect(new Date(month.endMillis).toISOString()).toBe('2026-12-01T00:00:00.000Z');
  });

  it('has a day of 25 hours where clocks are put back', () => {
    const week = periodOf({ year: 2026, month: 10, day: 25 }, 'week', 'Europe/Paris');
    expect((week.endMillis - week.startMillis) / 3_600_000).toBe(7 * 24 + 1);
  });

  it('has one before and one after', () => {
    expect(dayText(turned({ year: 2026, month: 12, day: 31 }, 'month', 1))).toBe('2027-01-01');
    expect(dayText(turned({ year: 2026, month: 1, day: 31 }, 'month', -1))).toBe('2025-12-01');
    expect(dayText(turned(sunday, 'week', -1))).toBe('2026-11-15');
  });
});

describe('the calendar', () => {
  it('has a lane for each schedule, silence and interval', () => {
    const lanes = lanesOf(answer);
    expect(lanes.map(({ kind, title, zone }) => [kind, title, zone])).toEqual([
      ['schedule', 'primary', 'UTC'],
      ['silence', 'job="a", b="c" or x="y"', 'Europe/Paris'],
      ['mute', 'nights', 'UTC'],
    ]);
    expect(lanes[0]?.stretches[0]).toMatchObject({ text: 'Bob, day', mark: 'override' });
  });

  it('draws what lies in the period, cut at its ends', () => {
    const week = periodOf(sunday, 'week', 'UTC');
    const [before, within] = lanesOf(answer)[1]?.stretches ?? [];
    if (before === undefined || within === undefined) throw new Error('there are two');
    expect(placeOf(before, week)).toEqual({ left: 0, width: 6 / (7 * 24) });
    expect(placeOf(within, week)?.left).toBeCloseTo((2 * 24 + 22) / (7 * 24), 10);
    expect(placeOf({ startMillis: 0, endMillis: 1 }, week)).toBeUndefined();
  });

  it('lists what begins on each day, and on the first what goes on', () => {
    const week = periodOf(sunday, 'week', 'UTC');
    const days = entriesByDay(lanesOf(answer), week, 'UTC');
    expect(days.map(({ day, entries }) => [day.day, entries.map(({ lane }) => lane.kind)])).toEqual(
      [
        [16, ['silence', 'schedule']],
        [18, ['silence']],
      ],
    );
  });
});
