import { describe, expect, it } from 'vitest';
import { explainEn } from '../../../i18n/explain';
import { explainFr } from '../../../i18n/fr/explain';
import { reasonText } from './reasonText';
import { isOpenAtFirst, rowsOf } from './rows';
import type { Account, ExplainNode, MatchGroup } from './types';

function account(changes: Partial<Account> = {}): Account {
  return {
    steps: 1,
    seriesIn: 0,
    seriesOut: 1,
    samplesRead: 0,
    ownMillis: 1,
    totalMillis: 1,
    labels: { counts: [], truncated: false },
    reasons: [],
    ...changes,
  };
}

function node(type: string, start: number, end: number, more: Partial<ExplainNode> = {}) {
  return { type, position: { start, end }, explain: account(), ...more } satisfies ExplainNode;
}

describe('the steps of a query', () => {
  it('come from the top down, each with what it does and no more', () => {
    const query = 'sum by (job) (rate(x{é="é"}[5m])) / on (job) group_left () y > bool 1';
    const bytes = new TextEncoder().encode(query).length;
    const selector = node('matrixSelector', 19, 33);
    const rate = node('call', 14, 34, { func: { name: 'rate' }, args: [selector] });
    const sum = node('aggregation', 0, 35, { op: 'sum', grouping: ['job'], expr: rate });
    const divided = node('binaryExpr', 0, 62, {
      op: '/',
      lhs: sum,
      rhs: node('vectorSelector', 61, 62),
      matching: { card: 'many-to-one', labels: ['job'], on: true, include: [] },
    });
    const literal: ExplainNode = { type: 'numberLiteral', position: { start: 71, end: bytes } };
    const tree = node('binaryExpr', 0, bytes, { op: '>', bool: true, lhs: divided, rhs: literal });
    expect(rowsOf(tree, query).map(({ depth, text }) => `${depth} ${text}`)).toEqual([
      '0 > bool',
      '1 / on (job) group_left ()',
      '2 sum by (job) (…)',
      '3 rate(…)',
      '4 x{é="é"}[5m]',
      '2 y',
    ]);
  });

  it('name a subquery by its brackets and the rest by its sign', () => {
    const query = '-(x)[1h:5m]';
    const inner = node('vectorSelector', 2, 3);
    const subquery = node('subquery', 1, 11, { expr: node('parenExpr', 1, 4, { expr: inner }) });
    const tree = node('unaryExpr', 0, 11, { op: '-', expr: subquery });
    expect(rowsOf(tree, query).map(({ text }) => text)).toEqual(['-…', '…[1h:5m]', '(…)', 'x']);
  });

  it('share the time of the whole', () => {
    const below = node('vectorSelector', 4, 5, { explain: account({ ownMillis: 3 }) });
    const tree = node('aggregation', 0, 6, {
      op: 'sum',
      expr: below,
      explain: account({ ownMillis: 1, totalMillis: 4 }),
    });
    expect(rowsOf(tree, 'sum(x)').map(({ timeShare }) => timeShare)).toEqual([0.25, 0.75]);
  });

  it('are open where a match lacks something', () => {
    const side = { count: 1, series: [], truncated: false };
    const group = { labels: {}, left: side, right: side, result: 1, reason: null };
    const open = (groups: MatchGroup[]) => {
      const matching = {
        groupCount: 1,
        matchedCount: 1,
        leftOnlyCount: 0,
        rightOnlyCount: 0,
        groups,
        truncated: false,
      };
      const tree = node('binaryExpr', 0, 3, { op: '+', explain: account({ matching }) });
      return rowsOf(tree, 'a+b').map(isOpenAtFirst);
    };
    expect(open([group])).toEqual([false]);
    expect(open([{ ...group, result: null }])).toEqual([true]);
    expect(
      open([{ ...group, reason: { kind: 'comparisonFalse', message: '', details: {} } }]),
    ).toEqual([true]);
  });
});

describe('a reason', () => {
  const write = (millis: number) => `t${millis}`;
  const cases: [string, Record<string, string | number | boolean | string[] | object>, string][] = [
    ['noSuchMetric', { metric: 'a', nearest: ['b', 'c'] }, 'No series is called a. Nearest: b, c'],
    [
      'noSuchMetric',
      { metric: 'a', nearest: [] },
      'No series is called a, and no name is near it.',
    ],
    [
      'noSamplesInTime',
      { series: 2, lookbackMillis: 300_000, ended: true, newestSampleMillis: 7 },
      '2 series match, but none has a sample within 5 m. The newest is of t7. The target or the series is gone.',
    ],
    [
      'needsTwoSamples',
      { function: 'rate', rangeMillis: 30_000, intervalMillis: 60_000 },
      'rate needs two samples in each window of 30 s. Samples are 1 m apart: take at least 4 m.',
    ],
    [
      'noSuchValue',
      { side: 'right', labels: { instance: 'a' }, nearest: { instance: 'b' } },
      'The right side has no series with instance="a". Nearest: instance="b"',
    ],
    [
      'labelsOnOneSide',
      { side: 'right', leftOnly: ['code'], rightOnly: [], clause: 'ignoring (code)' },
      'Only the left side has code. Match with ignoring (code).',
    ],
    [
      'severalOnOneSide',
      { side: 'left', count: 2, labels: ['cpu'], grouping: 'group_left' },
      '2 series on the left side, where one is allowed. They differ in cpu: write group_left, match on that too, or aggregate it away.',
    ],
    ['of a later server', {}, 'its own words'],
  ];

  it.each(cases)('%s %o', (kind, details, expected) => {
    const reason = { kind, message: 'its own words', details: details as Record<string, string> };
    expect(reasonText(reason, explainEn, write)).toBe(expected);
    if (expected !== 'its own words')
      expect(reasonText(reason, explainFr, write)).not.toBe(expected);
  });
});
