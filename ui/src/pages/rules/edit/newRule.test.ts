import { describe, expect, it } from 'vitest';
import { emptyDraft, lackOf, newFile, scalar, textOf } from './newRule';

const places = {
  files: [
    { file: 'locked.yml', groups: [{ name: 'a', labels: {} }], obstacle: 'file_read_only' },
    {
      file: 'rules.yml',
      groups: [
        { name: 'g', labels: {} },
        { name: 'h', labels: {} },
      ],
    },
  ],
  patterns: ['/etc/vigie/base.yml', '/etc/vigie/rules/*.yml'],
};

describe('the form of a new rule', () => {
  const draft = { ...emptyDraft(places), name: 'Down', expression: 'up{job="a"} == 0' };

  it('begins in the first group of a file that can be written', () => {
    expect(emptyDraft(places)).toMatchObject({ file: 'rules.yml', group: 'g', isNewGroup: false });
    expect(emptyDraft({ ...places, files: [] })).toMatchObject({
      file: '/etc/vigie/rules/new.yml',
      isNewGroup: true,
    });
    expect(newFile([])).toBe('');
  });

  it('says what is lacking', () => {
    expect(lackOf(draft)).toBeUndefined();
    expect(lackOf({ ...draft, expression: 'sum(' })).toBe('expression');
    expect(lackOf({ ...draft, name: ' ' })).toBe('name');
    expect(lackOf({ ...draft, group: '' })).toBe('group');
    expect(lackOf({ ...draft, file: '' })).toBe('file');
  });

  it('makes the YAML of an alert', () => {
    expect(textOf({ ...draft, summary: '{{ $labels.job }} is down' })).toBe(
      [
        '- alert: Down',
        '  expr: up{job="a"} == 0',
        '  for: 5m',
        '  labels:',
        '    severity: warning',
        '  annotations:',
        '    summary: "{{ $labels.job }} is down"',
      ].join('\n'),
    );
  });

  it('makes the YAML of a new group, with lines of an expression as they are', () => {
    expect(
      textOf({
        ...draft,
        isNewGroup: true,
        group: 'new one',
        interval: '30s',
        kind: 'record',
        name: 'job:up:sum',
        expression: 'sum by (job) (\n  up\n)',
      }),
    ).toBe(
      [
        '- name: new one',
        '  interval: 30s',
        '  rules:',
        '    - record: job:up:sum',
        '      expr: |-',
        '        sum by (job) (',
        '          up',
        '        )',
      ].join('\n'),
    );
  });

  it.each([
    ['yes', '"yes"'],
    ['1', '"1"'],
    ['5m', '5m'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['-up', '"-up"'],
    ['{a="b"}', '"{a=\\"b\\"}"'],
    ['(a) / b', '(a) / b'],
    ['job:up:sum', 'job:up:sum'],
    ['', '""'],
    ['a\u0007', '"a\\u0007"'],
  ])('writes %j so that YAML reads just that', (text, yaml) => {
    expect(scalar(text)).toBe(yaml);
  });
});
