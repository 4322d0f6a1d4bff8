import { describe, expect, it } from 'vitest';
import { dayAt, dayText, parseDay, plusDays, startOfDay, weekdayOf } from './zone';

const at = (text: string, zone: string) => {
  const day = parseDay(text);
  if (day === undefined) throw new Error(text);
  return new Date(startOfDay(day, zone)).toISOString();
};

describe('a day', () => {
  it('begins at midnight of its zone, also where clocks change on it', () => {
    expect(at('2026-03-29', 'Europe/Paris')).toBe('2026-03-28T23:00:00.000Z');
    expect(at('2026-03-30', 'Europe/Paris')).toBe('2026-03-29T22:00:00.000Z');
    expect(at('2026-10-25', 'Europe/Paris')).toBe('2026-10-24T22:00:00.000Z');
    expect(at('2026-10-26', 'Europe/Paris')).toBe('2026-10-25T23:00:00.000Z');
    expect(at('2026-11-22', 'Pacific/Auckland')).toBe('2026-11-21T11:00:00.000Z');
    expect(at('2026-11-22', 'America/Los_Angeles')).toBe('2026-11-22T08:00:00.000Z');
    expect(at('2026-11-22', 'Asia/Kathmandu')).toBe('2026-11-21T18:15:00.000Z');
  });

  it('begins at one where clocks skip midnight', () => {
    expect(at('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
  });

  it('is the one that clocks of the zone show', () => {
    expect(dayText(dayAt(Date.parse('2026-11-21T23:30:00Z'), 'Europe/Paris'))).toBe('2026-11-22');
    expect(dayText(dayAt(Date.parse('2026-11-22T02:00:00Z'), 'America/New_York'))).toBe(
      '2026-11-21',
    );
  });

  it('has neighbours and a place in its week', () => {
    expect(dayText(plusDays({ year: 2026, month: 2, day: 27 }, 2))).toBe('2026-03-01');
    expect(weekdayOf({ year: 2026, month: 11, day: 22 })).toBe(6);
    expect(parseDay('2026-02-31')).toBeUndefined();
    expect(parseDay('tomorrow')).toBeUndefined();
  });
});
