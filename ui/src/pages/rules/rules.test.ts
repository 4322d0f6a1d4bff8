import { describe, expect, it } from 'vitest';
import type { LintFinding, RuleGroup } from '../../api/types';
import { countOf, filterGroups, groupStatus, statusOf, titleOf, withFindings } from './rules';
import { proposalOf, reasonOf } from './wording';

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

describe('a firing rule', () => {
  const firing = group('a.yml', 'Down').rules.map((rule) => ({
    ...rule,
    state: 'firing' as const,
    labels: { severity: 'amber' },
  }));

  it('is coloured by the scale of the server', () => {
    const scale = [
      { name: 'amber', aliases: [] },
      { name: 'green', aliases: [] },
    ];
    expect(firing.map((rule) => statusOf(rule))).toEqual(['warning']);
    expect(firing.map((rule) => statusOf(rule, scale))).toEqual(['critical']);
    expect(groupStatus({ ...group('a.yml'), rules: firing }, scale)).toBe('critical');
  });
});

describe('what the linter says', () => {
  const parts = [
    { code: 'no-series.since', text: 'x matches nothing', arguments: ['x', '2026'] },
    { code: 'explain.labelMissing', text: 'no label', arguments: ['a', 'a="b"'] },
    { code: 'unknown.code', text: 'left in English', arguments: [] },
  ];
  const known = { 'no-series.since': '{0} rien depuis {1}', 'explain.labelMissing': 'pas de {0}' };

  it('is said in the reader’s language as far as it is known', () => {
    expect(reasonOf({ reason: 'English', reasonParts: parts }, known)).toBe(
      'x rien depuis 2026: pas de a; left in English',
    );
    const marked = { ...known, 'mark.colon': ' : ', 'mark.semicolon': ' ; ' };
    expect(reasonOf({ reason: 'English', reasonParts: parts }, marked)).toBe(
      'x rien depuis 2026 : pas de a ; left in English',
    );
    expect(reasonOf({ reason: 'English' }, known)).toBe('English');
  });

  it('proposes something to copy, or a sentence', () => {
    expect(proposalOf({ proposal: 'up == 0' }, known)).toEqual({ text: 'up == 0', literal: true });
    expect(
      proposalOf(
        { proposal: 'z', proposalPart: { code: 'c', text: 'z', arguments: ['y'] } },
        { c: 'faire {0}' },
      ),
    ).toEqual({ text: 'faire y', literal: false });
  });
});

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

describe('rules made by API', () => {
  it('are called by their names, as their groups are called by ids', () => {
    expect(titleOf({ ...group('api', 'Busy'), name: '0190-uuid' })).toBe('Busy');
    expect(titleOf(group('rules.yml', 'Busy'))).toBe('g');
  });
});

it('a rule keeps its place in its group while others are left out', () => {
  const groups = withFindings([group('a.yml', 'One', 'Two')], []);
  const [left] = filterGroups(groups, { search: 'two', kind: undefined });
  expect(left?.rules.map(({ name, index }) => [name, index])).toEqual([['Two', 1]]);
});
