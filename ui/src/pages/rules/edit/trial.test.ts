import { describe, expect, it } from 'vitest';
import type { LintFinding } from '../../../api/types';
import { isRecordsOnly, lineNotes, trialFile } from './trial';

const address = { file: 'rules.yml', group: 'a "b"', rule: { index: 0, name: 'Down' } };

describe('a rule tried alone', () => {
  it('runs in a group with its interval and its labels', () => {
    const labels = { team: 'a: "b"' };
    expect(trialFile(address, 0.5, labels, '- alert: Down\n\n  expr: up == 0')).toBe(
      'groups:\n- name: "a \\"b\\""\n  interval: 500ms\n  labels: {"team":"a: \\"b\\""}\n  rules:\n  - alert: Down\n\n    expr: up == 0\n',
    );
  });

  it('gets the dash that it has none of between brackets', () => {
    expect(trialFile(address, 15, {}, '{alert: Down, expr: up == 0}')).toContain(
      '\n  - {alert: Down, expr: up == 0}\n',
    );
  });

  it('is a group as it is written, if it is one', () => {
    expect(trialFile({ file: 'f', group: 'g' }, 15, {}, '- name: g\n  rules: []')).toBe(
      'groups:\n- name: g\n  rules: []\n',
    );
  });
});

it('mistakes come before doubts, each on its line', () => {
  const finding = { line: 3, severity: 'note', reason: 'odd' } as LintFinding;
  const check = { problems: [{ line: 2, reason: 'wrong' }], findings: [finding] };
  expect(lineNotes(check, ({ reason }) => `${reason}!`)).toEqual([
    { line: 2, severity: 'error', text: 'wrong' },
    { line: 3, severity: 'info', text: 'odd!' },
  ]);
});

it('what only records is told from what alerts', () => {
  expect(isRecordsOnly('- record: a\n  expr: up')).toBe(true);
  expect(isRecordsOnly('{record: a, expr: up}')).toBe(true);
  expect(isRecordsOnly('- record: a\n- alert: B')).toBe(false);
  expect(isRecordsOnly('- alert: B\n  expr: up')).toBe(false);
});
