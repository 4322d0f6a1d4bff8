import { describe, expect, it } from 'vitest';
import { readDashboard } from '../model/readDashboard';
import type { Question } from '../questions';
import { backTestOf } from './backTest';
import {
  alertName,
  conditionOf,
  draftFrom,
  isCondition,
  ruleRequest,
  shortcoming,
} from './ruleDraft';

function panelWith(steps: readonly object[]) {
  const { dashboard } = readDashboard({
    title: 'T',
    panels: [{ id: 7, type: 'stat', fieldConfig: { defaults: { thresholds: { steps } } } }],
  });
  const [panel] = dashboard.panels;
  if (panel === undefined) throw new Error('no panel was read');
  return panel;
}

const asking = (expression: string): Question => ({
  refId: 'A',
  expression,
  legend: '',
  format: 'time_series',
  instant: false,
  exemplars: false,
  steps: { startSeconds: 0, endSeconds: 60, stepSeconds: 15 },
});

describe('an alert from a panel', () => {
  const upwards = [
    { value: null, color: 'green' },
    { value: 60, color: 'yellow' },
    { value: 90, color: 'red' },
  ];
  const downwards = [
    { value: null, color: 'red' },
    { value: 0.99, color: 'green' },
  ];

  it.each([
    [upwards, 'sum(rate(x[5m]))', 'sum(rate(x[5m])) > 90'],
    [downwards, 'a / b', '(a / b) < 0.99'],
    [upwards, 'up == 0', 'up == 0'],
    [upwards, 'a == bool b', '(a == bool b) > 90'],
  ])('takes the limit that the panel draws: %j of %s', (steps, expression, condition) => {
    const draft = draftFrom(panelWith(steps), 'Error rate of $job', asking(expression));
    expect(conditionOf(draft)).toBe(condition);
    expect(shortcoming(draft)).toBeUndefined();
    expect(draft.name).toBe('ErrorRateOfJob');
  });

  it('wants a limit where there is none', () => {
    const draft = draftFrom(panelWith([{ value: null, color: 'green' }]), 'P', asking('up'));
    expect(shortcoming(draft)).toBe('threshold');
    expect(shortcoming({ ...draft, threshold: 'much' })).toBe('threshold');
    expect(shortcoming({ ...draft, threshold: '1', expression: 'sum(' })).toBe('expression');
    expect(shortcoming({ ...draft, threshold: '1', name: ' ' })).toBe('name');
  });

  it('knows where it came from', () => {
    const draft = draftFrom(panelWith(upwards), 'P', asking('up'));
    expect(ruleRequest(draft, 'uid', 7)).toMatchObject({
      expr: 'up > 90',
      duration: '5m',
      annotations: { __dashboardUid__: 'uid', __panelId__: '7' },
    });
  });

  it('has a name that can be one', () => {
    expect(alertName('Durée (95 %) — requêtes')).toBe('Duree95Requetes');
    expect(isCondition('a > 1 or b')).toBe(false);
    expect(isCondition('a > 1')).toBe(true);
  });
});

describe('a back-test', () => {
  const change = (minute: number, state: string, instance: string) => ({
    time: new Date(minute * 60_000).toISOString(),
    state,
    labels: { alertname: 'A', instance },
    value: '1',
  });

  it('says for each alert when it was pending and when it fired, the longest first', () => {
    const test = backTestOf({
      from: new Date(0).toISOString(),
      to: new Date(60 * 60_000).toISOString(),
      alerts: [
        change(10, 'pending', 'b'),
        change(15, 'firing', 'b'),
        change(0, 'was_firing', 'a'),
        change(5, 'resolved', 'a'),
        change(50, 'pending', 'a'),
        change(55, 'inactive', 'a'),
      ],
      notifications: [{}, {}],
      problems: [],
    });
    expect(test.firings).toBe(2);
    expect(test.messages).toBe(2);
    expect(
      test.tracks.map(({ name, firings, firingMillis }) => [name, firings, firingMillis]),
    ).toEqual([
      ['{instance="b"}', 1, 45 * 60_000],
      ['{instance="a"}', 1, 5 * 60_000],
    ]);
    expect(test.tracks[1]?.stretches.map(({ state }) => state)).toEqual(['firing', 'pending']);
  });
});
