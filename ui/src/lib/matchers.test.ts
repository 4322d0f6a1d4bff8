import { describe, expect, it } from 'vitest';
import { matches, readMatchers, writeMatcher } from './matchers';

describe('conditions on labels', () => {
  it.each([
    ['{a="1"}', ['a="1"']],
    ['{a="1",b=~"x,y|z", c!="q\\"r"}', ['a="1"', 'b=~"x,y|z"', 'c!="q\\"r"']],
    ['a!~"1"', ['a!~"1"']],
    ['{"a b"="1"}', ['"a b"="1"']],
  ])('%s is a list of them', (text, expected) => {
    expect(readMatchers(text)?.map(writeMatcher)).toEqual(expected);
  });

  it.each(['', '{}', 'down', 'a=1', 'a="1" b="2"', 'a="1'])('%s is none', (text) =>
    expect(readMatchers(text)).toBeUndefined(),
  );

  it('are satisfied by labels, those that are not there being empty', () => {
    const all = readMatchers('{a=~"x.*",b!="1",c=""}') ?? [];
    expect(matches({ a: 'xy' }, all)).toBe(true);
    expect(matches({ a: 'yx' }, all)).toBe(false);
    expect(matches({ a: 'xy', c: '1' }, all)).toBe(false);
    expect(matches({ a: 'x' }, readMatchers('a=~"("') ?? [])).toBe(false);
  });
});
