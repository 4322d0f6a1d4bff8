import { describe, expect, it } from 'vitest';
import type { ActiveAlert, RuleGroup } from '../../api/types';
import {
  alertsOf,
  countByState,
  filterAlerts,
  isWebAddress,
  readableValue,
  sentenceOf,
} from './alerts';
import { severityOf } from './severity';

function alert(severity: string, state: 'firing' | 'pending', activeAt: string): ActiveAlert {
  return { labels: { severity, zone: activeAt }, annotations: {}, state, activeAt, value: '1' };
}

function group(name: string, ...alerts: ActiveAlert[]): RuleGroup {
  return {
    name,
    file: 'rules.yml',
    interval: 60,
    lastEvaluation: '2026-01-01T00:00:00Z',
    evaluationTime: 0,
    rules: [
      {
        type: 'alerting',
        name: `${name}Alert`,
        query: 'up == 0',
        health: 'ok',
        lastEvaluation: '2026-01-01T00:00:00Z',
        evaluationTime: 0,
        alerts,
      },
    ],
  };
}

const groups = [
  group('quiet'),
  group(
    'mixed',
    alert('info', 'firing', '2026-01-01T00:03:00Z'),
    alert('critical', 'pending', '2026-01-01T00:04:00Z'),
    alert('P0', 'firing', '2026-01-01T00:01:00Z'),
    alert('critical', 'firing', '2026-01-01T00:02:00Z'),
    alert('warning', 'firing', '2026-01-01T00:05:00Z'),
  ),
];

describe('the list of alerts', () => {
  it('has firing before pending, the worst first, of equals the newest first', () => {
    expect(
      alertsOf(groups).map(({ alert: { labels, state } }) => [labels['severity'], state]),
    ).toEqual([
      ['critical', 'firing'],
      ['P0', 'firing'],
      ['warning', 'firing'],
      ['info', 'firing'],
      ['critical', 'pending'],
    ]);
    expect(countByState(alertsOf(groups))).toEqual({ firing: 4, pending: 1 });
  });

  it.each([
    ['mixedalert', undefined, 5],
    ['severity="p0"', undefined, 1],
    ['', 'pending', 1],
    ['warning', 'pending', 0],
  ] as const)('filtered by “%s” and %s has %i', (search, state, count) => {
    expect(filterAlerts(alertsOf(groups), { search, state })).toHaveLength(count);
  });

  it('calls an unknown severity a warning, not harmless', () => {
    expect(severityOf({ severity: 'Sev-Zorg' })).toMatchObject({
      status: 'warning',
      word: 'Sev-Zorg',
    });
    expect(severityOf({ severity: 'CRITICAL' }).status).toBe('critical');
    expect(severityOf({ priority: 'P3' }).status).toBe('info');
    expect(severityOf({})).toMatchObject({ status: 'warning', word: '' });
  });

  it('orders and colours by the scale of the server', () => {
    const scale = [
      { name: 'red', aliases: ['info'] },
      { name: 'amber', aliases: [] },
      { name: 'green', aliases: ['critical', 'p0', 'warning'] },
    ];
    expect(severityOf({ severity: 'Info' }, scale).status).toBe('critical');
    expect(severityOf({ severity: 'amber' }, scale).status).toBe('warning');
    expect(alertsOf(groups, scale)[0]?.alert.labels['severity']).toBe('info');
  });

  it('takes the sentence from where rules usually have it', () => {
    const of = (annotations: Record<string, string>) =>
      sentenceOf({ ...alert('info', 'firing', ''), annotations });
    expect(of({ description: 'long', summary: 'short' })).toBe('short');
    expect(of({ text: 'odd' })).toBe('odd');
    expect(of({})).toBeUndefined();
  });

  it('makes links of web addresses only', () => {
    expect(isWebAddress('https://wiki/run')).toBe(true);
    expect(isWebAddress('javascript:alert(1)')).toBe(false);
  });
});

describe('the value of an alert', () => {
  it.each([
    ['0e+00', '0'],
    ['4.25e+01', '42.5'],
    ['-1e-07', '-1e-7'],
    ['NaN', 'NaN'],
    ['+Inf', '+Inf'],
  ])('%s reads %s', (value, readable) => {
    expect(readableValue(value)).toBe(readable);
  });
});
