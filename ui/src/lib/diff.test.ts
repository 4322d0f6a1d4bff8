import { describe, expect, it } from 'vitest';
import { diffLines, hunksOf } from './diff';

const marks = { same: ' ', removed: '-', added: '+' };
const written = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => marks[kind] + text);

describe('the difference of two texts', () => {
  it('is nothing but common lines for the same text', () => {
    expect(written('a\nb', 'a\nb')).toEqual([' a', ' b']);
  });

  it.each([
    ['a line in between', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
    ['a line less', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['another line', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
    ['a line that moves', 'a\nb\nc', 'b\nc\na', ['-a', ' b', ' c', '+a']],
    ['repeated lines', 'x\nx\nx', 'x\nx', [' x', ' x', '-x']],
    ['everything', 'a', 'b', ['-a', '+b']],
  ])('says %s', (_, before, after, expected) => {
    expect(written(before, after)).toEqual(expected);
  });

  it('turns one into the other, whatever they are', () => {
    // A fixed sequence that looks random, so that a failure comes again.
    let seed = 7;
    const next = (bound: number) => (seed = (seed * 16_807) % 2_147_483_647) % bound;
    for (let round = 0; round < 200; round++) {
      const text = () => Array.from({ length: next(12) }, () => 'abc'[next(3)]).join('\n');
      const [before, after] = [text(), text()];
      const lines = diffLines(before, after);
      const side = (left: 'removed' | 'added') =>
        lines
          .filter(({ kind }) => kind === 'same' || kind === left)
          .map(({ text: line }) => line)
          .join('\n');
      expect([side('removed'), side('added')]).toEqual([before, after]);
    }
  });

  it('is shown with the lines around each change, and how many are left out', () => {
    const before = Array.from({ length: 30 }, (_, line) => `line ${line}`);
    const after = before.with(5, 'other').with(25, 'another');
    const hunks = hunksOf(diffLines(before.join('\n'), after.join('\n')), 1);
    expect(hunks.map(({ skipped }) => skipped)).toEqual([4, 17]);
    expect(hunks[0]?.lines.map(({ text }) => text)).toEqual([
      'line 4',
      'line 5',
      'other',
      'line 6',
    ]);
  });
});
