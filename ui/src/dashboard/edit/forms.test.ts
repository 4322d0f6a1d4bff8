import { describe, expect, it } from 'vitest';
import { field, type Frame } from '../data/frame';
import { transform } from '../data/transform';
import {
  groupedColumns,
  organizedColumns,
  withColumnCalculations,
  withColumnName,
  withColumnRole,
  withColumnShown,
  withColumnUp,
  type Column,
} from './columns';
import { mappingRows, mappingsFrom } from './mappings';
import { propertiesIn, withMatcher, withoutProperty, withProperty } from './overrides';
import { optionsOf, transformationValue, withTransformationValue } from './transformations';
import {
  freeName,
  nameProblem,
  renameVariable,
  usesOf,
  variablesIn,
  withQuestion,
  withType,
} from './variableJson';

const draft = {
  templating: {
    list: [
      { name: 'job', type: 'query', query: 'label_values(up, job)' },
      { name: 'instance', type: 'query', query: 'label_values(up{job="$job"}, instance)' },
    ],
  },
  annotations: { list: [{ name: 'up', expr: 'up{job="[[job]]"}' }] },
  panels: [
    { id: 1, title: '${job:text} of $jobs', repeat: 'job', targets: [{ expr: 'up{job=~"$job"}' }] },
    { id: 2, title: 'job', targets: [{ expr: 'up' }] },
  ],
};

describe('a variable', () => {
  it('that gets another name gets it wherever it is referred to, and nowhere else', () => {
    expect(renameVariable(draft, 'job', 'service')).toEqual({
      templating: {
        list: [
          { name: 'service', type: 'query', query: 'label_values(up, job)' },
          { name: 'instance', type: 'query', query: 'label_values(up{job="$service"}, instance)' },
        ],
      },
      annotations: { list: [{ name: 'up', expr: 'up{job="[[service]]"}' }] },
      panels: [
        {
          id: 1,
          title: '${service:text} of $jobs',
          repeat: 'service',
          targets: [{ expr: 'up{job=~"$service"}' }],
        },
        { id: 2, title: 'job', targets: [{ expr: 'up' }] },
      ],
    });
  });

  it('says in how many places it is used', () => {
    expect(usesOf(draft, 'job')).toBe(3);
    expect(usesOf(draft, 'instance')).toBe(0);
  });

  it('has a name that can be referred to, and that no other has', () => {
    expect(['', 'a b', '__all', 'job', 'jobs'].map((name) => nameProblem(name, ['job']))).toEqual([
      'empty',
      'letters',
      'letters',
      'taken',
      undefined,
    ]);
    expect(freeName(['variable', 'variable2'], 'variable')).toBe('variable3');
  });

  it('leaves behind what only its former type knows', () => {
    const [job] = variablesIn(draft);
    expect(withType({ ...job, label: 'Job', regex: '/a/' }, 'custom')).toEqual({
      name: 'job',
      label: 'Job',
      type: 'custom',
      query: '',
    });
  });

  it('that asks something else forgets what it found', () => {
    expect(
      withQuestion(
        { name: 'job', type: 'query', query: { qryType: 1, label: 'x' }, options: [], current: {} },
        'label_values(job)',
      ),
    ).toEqual({
      name: 'job',
      type: 'query',
      query: { query: 'label_values(job)', refId: 'StandardVariableQuery' },
      definition: 'label_values(job)',
    });
  });
});

describe('value mappings', () => {
  const mappings = [
    { type: 'value', options: { 0: { text: 'down', color: 'red' }, 1: { text: 'up' } } },
    { type: 'range', options: { from: 2, to: null, result: { text: 'many' } } },
    { type: 'regex', options: { pattern: '^a', result: { color: 'blue' } } },
    { type: 'special', options: { match: 'null', result: { text: '–' } } },
  ];

  it('are rows, each of one condition', () => {
    expect(
      mappingRows(mappings).map(({ kind, match, to, text, colour }) => [
        kind,
        match,
        to,
        text,
        colour,
      ]),
    ).toEqual([
      ['value', '0', '', 'down', 'red'],
      ['value', '1', '', 'up', ''],
      ['range', '2', '', 'many', ''],
      ['regex', '^a', '', '', 'blue'],
      ['special', 'null', '', '–', ''],
    ]);
  });

  it('mean the same when they are written again', () => {
    const rows = mappingRows(mappings);
    expect(mappingRows(mappingsFrom(rows))).toEqual(rows);
  });

  it('of old files are read too', () => {
    expect(mappingRows([{ type: 1, value: '1', text: 'up' }])[0]).toMatchObject({
      kind: 'value',
      match: '1',
      text: 'up',
    });
  });
});

describe('an override', () => {
  const override = {
    matcher: { id: 'byName', options: 'a' },
    properties: [
      { id: 'unit', value: 's' },
      { id: 'custom.hideFrom', value: { legend: true } },
    ],
  };

  it('keeps the properties that have no field here', () => {
    const changed = withProperty(withProperty(override, 'unit', 'ms'), 'decimals', 1);
    expect(propertiesIn(changed)).toEqual([
      { id: 'unit', value: 'ms' },
      { id: 'custom.hideFrom', value: { legend: true } },
      { id: 'decimals', value: 1 },
    ]);
    expect(propertiesIn(withoutProperty(changed, 'unit')).map(({ id }) => id)).toEqual([
      'custom.hideFrom',
      'decimals',
    ]);
  });

  it('for other fields forgets which it was for', () => {
    expect(withMatcher(override, 'byType')['matcher']).toEqual({ id: 'byType', options: 'number' });
  });
});

describe('columns that a transformation is told of', () => {
  const frame: Frame = {
    refId: 'A',
    fields: [
      field('Time', 'time', [1_000, 2_000, 3_000]),
      field('job', 'string', ['a', 'b', 'a']),
      field('Value', 'number', [1, 2, 3]),
    ],
  };
  const columns: readonly Column[] = frame.fields.map(({ name, type }) => ({ name, type }));
  const after = (id: string, options: object) =>
    transform([frame], [{ id, options: options as Record<string, unknown> }])[0]?.fields.map(
      ({ name, values }) => [name, values] as const,
    );

  it('are ordered, renamed and left out as the form shows them', () => {
    const moved = withColumnUp({}, organizedColumns(columns, {}), 2);
    const named = withColumnName(withColumnShown(moved, 'Time', false), 'Value', 'Figure');
    expect(organizedColumns(columns, named).map(({ name, shown }) => [name, shown])).toEqual([
      ['Time', false],
      ['Value', true],
      ['job', true],
    ]);
    expect(after('organize', named)?.map(([name]) => name)).toEqual(['Figure', 'job']);
    const undone = withColumnName(withColumnShown(named, 'Time', true), 'Value', '');
    expect(undone).toMatchObject({ excludeByName: {}, renameByName: {} });
  });

  it('stay in the options while the data have none of their name', () => {
    const options = { excludeByName: { gone: true }, renameByName: { old: 'new' } };
    expect(organizedColumns(columns, options).filter(({ type }) => type === undefined)).toEqual([
      { name: 'gone', type: undefined, shown: false, newName: '' },
      { name: 'old', type: undefined, shown: true, newName: 'new' },
    ]);
  });

  it('are grouped by, or computed of each group', () => {
    const [, job, value] = groupedColumns(columns, {});
    if (job === undefined || value === undefined) throw new Error('there are three columns');
    const grouped = withColumnRole(withColumnRole({}, job, 'groupby'), value, 'aggregate');
    expect(after('groupBy', grouped)).toEqual([
      ['job', ['a', 'b']],
      ['Value (mean)', [2, 2]],
    ]);
    const summed = withColumnCalculations(grouped, 'Value', ['sum', 'p90']);
    expect(groupedColumns(columns, summed)[2]).toMatchObject({
      role: 'aggregate',
      calculations: ['sum', 'p90'],
    });
    expect(withColumnRole(summed, value, 'ignore')).toEqual({
      fields: { job: { operation: 'groupby', aggregations: [] } },
    });
  });
});

it('what a transformation is told is found where Grafana writes it', () => {
  const [field, descending] = optionsOf('sortBy');
  if (field === undefined || descending === undefined) throw new Error('sortBy has two options');
  const named = withTransformationValue({ id: 'sortBy' }, field, 'Value');
  const sorted = withTransformationValue(named, descending, true);
  expect(sorted).toEqual({ id: 'sortBy', options: { sort: [{ field: 'Value', desc: true }] } });
  expect(transformationValue(sorted, field)).toBe('Value');
  const left = optionsOf('calculateField').find(({ name }) => name === 'left');
  expect(
    transformationValue(
      { options: { binary: { left: { matcher: { id: 'byName', options: 'a' } } } } },
      left ?? field,
    ),
  ).toBe('a');
});
