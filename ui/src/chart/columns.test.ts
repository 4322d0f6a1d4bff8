import { describe, expect, it } from 'vitest';
import { alignedSteps, columnsOf, isolatedIndices, parseValue, stepSecondsFor } from './columns';

describe('columns of a range answer', () => {
  const steps = { startSeconds: 100, endSeconds: 140, stepSeconds: 10 };

  it('leaves a gap where a step has no sample', () => {
    const { timesSeconds, series } = columnsOf(
      [
        {
          metric: { __name__: 'up' },
          values: [
            [100, '1'],
            [120, '0'],
            [140, '1'],
          ],
        },
      ],
      steps,
    );
    expect(timesSeconds).toEqual([100, 110, 120, 130, 140]);
    expect(series[0]?.values).toEqual([1, null, 0, null, 1]);
  });

  it('keeps NaN and infinities apart from gaps', () => {
    const { series } = columnsOf(
      [
        {
          metric: {},
          values: [
            [100, 'NaN'],
            [110, '+Inf'],
            [120, '-Inf'],
          ],
        },
      ],
      steps,
    );
    expect(series[0]?.values).toEqual([NaN, Infinity, -Infinity, null, null]);
  });

  it('finds the step of a time with milliseconds', () => {
    const { series } = columnsOf([{ metric: {}, values: [[110.001, '7']] }], steps);
    expect(series[0]?.values[1]).toBe(7);
  });

  it('ignores samples outside the range', () => {
    const { series } = columnsOf(
      [
        {
          metric: {},
          values: [
            [90, '1'],
            [150, '1'],
            [100, '2'],
          ],
        },
      ],
      steps,
    );
    expect(series[0]?.values).toEqual([2, null, null, null, null]);
  });

  it('counts series that hold only histograms', () => {
    const answer = [{ metric: {}, histograms: [[100, { count: '1', sum: '2' }]] as const }];
    expect(columnsOf(answer, steps)).toMatchObject({ series: [], histogramSeries: 1 });
  });

  it('reads the numbers of the API', () => {
    expect(['1e-3', '+Inf', '-Inf'].map(parseValue)).toEqual([0.001, Infinity, -Infinity]);
    expect(parseValue('NaN')).toBeNaN();
  });

  it('finds points that no line reaches', () => {
    expect(isolatedIndices([1, null, 2, 3, null, NaN, 4, NaN])).toEqual([0, 6]);
  });
});

describe('steps', () => {
  it.each([
    [300_000, 2],
    [3_600_000, 15],
    [86_400_000, 600],
    [90 * 86_400_000, 43_200],
  ])('a range of %i ms has a step of %i s', (rangeMillis, stepSeconds) => {
    expect(stepSecondsFor(rangeMillis)).toBe(stepSeconds);
  });

  it('stand on multiples of the step, so that a refresh moves no point', () => {
    expect(alignedSteps(1_000_007_000, 1_003_607_000, 15)).toEqual({
      startSeconds: 1_000_005,
      endSeconds: 1_003_605,
      stepSeconds: 15,
    });
  });
});
