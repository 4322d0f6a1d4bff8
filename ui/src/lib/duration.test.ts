import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration, readableDuration } from './duration';

describe('a duration', () => {
  it.each([
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['90s', 90_000],
    ['250ms', 250],
    ['1m 30s', 90_000],
    ['0s', 0],
  ])('reads %s', (text, millis) => {
    expect(parseDuration(text)).toBe(millis);
  });

  it.each(['', '1', 'h', '1.5h', '-1h', '30m1h', 'one hour'])('refuses “%s”', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [5_400_000, '1h30m'],
    [1_209_600_000, '2w'],
    [777_600_000, '9d'],
    [1_500, '1s500ms'],
    [0, '0s'],
  ])('writes %i ms as %s', (millis, text) => {
    expect(formatDuration(millis)).toBe(text);
    expect(parseDuration(text)).toBe(millis);
  });

  it.each([
    [0.284, '0.28 ms'],
    [0, '0 ms'],
    [12, '12 ms'],
    [1_500, '1.5 s'],
    [45_000, '45 s'],
    [5_400_000, '1 h 30 m'],
    [3_605_000, '1 h'],
    [90_061_000, '1 d 1 h'],
  ])('reads well: %i ms is %s', (millis, text) => {
    expect(readableDuration(millis)).toBe(text);
  });
});
