import { describe, expect, it } from 'vitest';
import type { ColumnsResult, QueryResult } from '../../api/types';
import { framesOf, type AskedTarget } from './fromAnswer';

const steps = { startSeconds: 100, endSeconds: 140, stepSeconds: 10 };
const asked: AskedTarget = {
  refId: 'A',
  expression: 'up',
  legend: '{{job}}',
  format: 'time_series',
};

const pairs: QueryResult = {
  resultType: 'matrix',
  result: [
    {
      metric: { job: 'a' },
      values: [
        [110, '1'],
        [130, '2.5'],
      ],
    },
    {
      metric: { job: 'b' },
      values: [
        [100, 'NaN'],
        [110, '+Inf'],
        [120, '-Inf'],
      ],
    },
  ],
};

const columns: ColumnsResult = {
  resultType: 'columns',
  start: 100,
  step: 10,
  result: [
    { metric: { job: 'a' }, from: 1, values: [1, null, 2.5] },
    { metric: { job: 'b' }, from: 0, values: ['NaN', '+Inf', '-Inf'] },
  ],
};

describe('an answer in columns', () => {
  it.each(['time_series', 'table', 'heatmap'] as const)(
    'is the same frames as one in pairs, as %s',
    (format) => {
      const question = { ...asked, format };
      expect(framesOf(columns, steps, question)).toEqual(framesOf(pairs, steps, question));
    },
  );

  it('of nothing has no frames', () => {
    expect(framesOf({ ...columns, result: [] }, steps, asked)).toEqual([]);
  });
});
