import { describe, expect, it } from 'vitest';
import type { Target } from '../../api/types';
import { en } from '../../i18n/en';
import { errorKind } from './explainError';
import { countByHealth, filterPools, poolsOf } from './pools';
import { labelChanges, shownSteps } from './relabel';

function target(scrapePool: string, health: Target['health'], instance = 'host:1'): Target {
  return {
    scrapePool,
    health,
    discoveredLabels: { __address__: instance },
    labels: { job: scrapePool, instance },
    scrapeUrl: `http://${instance}/metrics`,
    lastError: health === 'down' ? 'connection refused' : '',
    lastScrape: '2026-01-01T00:00:00Z',
    lastScrapeDuration: 0.01,
  };
}

describe('the jobs', () => {
  const answer = {
    activeTargets: [
      target('well', 'up'),
      target('sick', 'up', 'b:1'),
      target('sick', 'down', 'z:1'),
      target('new', 'unknown'),
    ],
    droppedTargets: [{ discoveredLabels: { job: 'dropping' } }],
    droppedTargetCounts: { dropping: 7 },
    poolProblems: [{ scrapePool: 'cloud', explanation: 'gce discovery is not supported here' }],
  };
  const pools = poolsOf(answer, ['well', 'cloud', 'empty']);

  it('come worst first, those without a target included', () => {
    expect(pools.map(({ name }) => name)).toEqual([
      'cloud',
      'sick',
      'new',
      'dropping',
      'empty',
      'well',
    ]);
  });

  it('have their failing targets first', () => {
    expect(pools.find(({ name }) => name === 'sick')?.targets.map(({ health }) => health)).toEqual([
      'down',
      'up',
    ]);
  });

  it('count all that was dropped, also what is not shown', () => {
    expect(pools.find(({ name }) => name === 'dropping')).toMatchObject({
      droppedCount: 7,
      dropped: [{}],
    });
  });

  it('are found by address, label, error and name', () => {
    const find = (search: string) =>
      filterPools(pools, { search, health: undefined }).map(({ name }) => name);
    expect(find('z:1')).toEqual(['sick']);
    expect(find('JOB="new')).toEqual(['new']);
    expect(find('refused')).toEqual(['sick']);
    expect(find('cloud')).toEqual(['cloud']);
  });

  it('are found by the state of their targets', () => {
    const found = filterPools(pools, { search: '', health: 'up' });
    expect(found.map(({ name, targets }) => [name, targets.length])).toEqual([
      ['sick', 1],
      ['well', 1],
    ]);
  });

  it('are counted by state', () => {
    expect(countByHealth(answer.activeTargets)).toEqual({ up: 2, down: 1, unknown: 1 });
  });
});

describe('relabelling', () => {
  it('shows what came, went and changed', () => {
    expect(labelChanges({ a: '1', b: '2', c: '3' }, { a: '1', b: '9', d: '4' })).toEqual([
      { name: 'b', before: '2', after: '9' },
      { name: 'c', before: '3', after: undefined },
      { name: 'd', before: undefined, after: '4' },
    ]);
  });

  it('compares each step with the one before', () => {
    const steps = shownSteps({ a: '1' }, [
      {
        rule: { action: 'replace', source_labels: ['a', 'b'] },
        output: { a: '1', b: '1' },
        keep: true,
      },
      { rule: { action: 'drop' }, output: {}, keep: false },
    ]);
    expect(steps).toEqual([
      {
        rule: 'action: replace\nsource_labels: [a, b]',
        keep: true,
        changes: [{ name: 'b', before: undefined, after: '1' }],
      },
      { rule: 'action: drop', keep: false, changes: [] },
    ]);
  });
});

describe('an error of a scrape', () => {
  it.each([
    ['Get "http://127.0.0.1:1/nope": dial tcp 127.0.0.1:1: connect: connection refused', 'refused'],
    ['Get "http://x/metrics": context deadline exceeded', 'timeout'],
    ['server returned HTTP status 404 Not Found', 'notFound'],
    ['server returned HTTP status 401 Unauthorized', 'unauthorized'],
    ['server returned HTTP status 503 Service Unavailable', 'serverError'],
    ['dial tcp: lookup nowhere: no such host', 'noHost'],
    [
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'certificate',
    ],
    ['http: server gave HTTP response to HTTPS client', 'plainHttp'],
    ['expected a valid start token, got "<" ("INVALID") while parsing: "<"', 'notMetrics'],
    ['sample limit exceeded', 'limit'],
  ] as const)('%s is understood', (text, kind) => {
    expect(errorKind(text)).toBe(kind);
    expect(en.targets.errors[kind]).toHaveLength(2);
  });

  it('of another kind is left as it is', () => {
    expect(errorKind('something else')).toBeUndefined();
  });
});
