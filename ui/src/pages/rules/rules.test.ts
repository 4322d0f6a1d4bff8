import { describe, expect, it } from 'vitest';
import type { LintFinding, RuleGroup } from '../../api/types';
import { countOf, filterGroups, withFindings } from './rules';

function group(file: string, ...names: string[]): RuleGroup {
  return {
    name: 'g',
    file,
    interval: 15,
    lastEvaluation: '',
    evaluationTime: 0,
    rules: names.map((name) => ({
      type: 'alerting',
      name,
      query: 'up == 0',
      health: 'ok',
      lastEvaluation: '',
      evaluationTime: 0,
    })),
  };
}

const finding: LintFinding = {
  file: 'a.yml',
  line: 5,
  rule: 'Down',
  check: 'vanished-target',
  severity: 'note',
  reason: 'a target that is no longer discovered has no series',
  proposal: 'up == 0 or absent(up)',
};

describe('what is odd about rules', () => {
  const groups = withFindings(
    [group('a.yml', 'Down', 'Slow'), group('b.yml', 'Down')],
    [finding, { ...finding, check: 'no-series' }],
  );

  it('is joined to the rule of the same file and name', () => {
    expect(groups.map(({ rules }) => rules.map(({ findings }) => findings?.length))).toEqual([
      [2, 0],
      [0],
    ]);
    expect(countOf(groups, 'doubtful')).toBe(1);
  });

  it('can be filtered and searched for', () => {
    const names = (shown: RuleGroup[]) => shown.flatMap(({ rules }) => rules.map((r) => r.name));
    expect(names(filterGroups(groups, { search: '', kind: 'doubtful' }))).toEqual(['Down']);
    expect(names(filterGroups(groups, { search: 'no longer', kind: undefined }))).toEqual(['Down']);
  });
});
