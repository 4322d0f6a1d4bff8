import { describe, expect, it } from 'vitest';
import { explainEmpty, type Probe } from './explainEmpty';

/** A server with these selectors answered now, and these ever. */
function server(
  now: string[],
  ever: string[] = now,
  names: string[] = ['http_requests_total', 'up'],
): Probe {
  return {
    hasSeries: (selector, when) =>
      Promise.resolve((when === 'shown' ? now : ever).includes(selector)),
    labelValues: () => Promise.resolve(['200', '404']),
    newestMillis: () => Promise.resolve(1_000),
    metricNames: () => Promise.resolve(names),
  };
}

describe('an empty result', () => {
  it('names the nearest metric when one is misspelt', async () => {
    expect(await explainEmpty('rate(http_request_total[5m])', server([]))).toEqual([
      { kind: 'unknownMetric', metric: 'http_request_total', nearest: ['http_requests_total'] },
    ]);
  });

  it('says when the metric exists outside the range', async () => {
    expect(await explainEmpty('up', server([], ['{__name__="up"}']))).toEqual([
      { kind: 'outsideRange', metric: 'up', newestMillis: 1_000 },
    ]);
  });

  it('says when nothing is stored at all', async () => {
    expect(await explainEmpty('up', server([], [], []))).toEqual([{ kind: 'nothingStored' }]);
  });

  it('finds the label that leaves nothing, with the values it has', async () => {
    const probe = server(['{__name__="up"}', '{__name__="up",job="a"}']);
    expect(await explainEmpty('up{job="a", code="500"}', probe)).toEqual([
      { kind: 'noSuchValue', metric: 'up', matcher: 'code="500"', known: ['200', '404'] },
    ]);
  });

  it('says when only the combination of labels is empty', async () => {
    const probe = server(['{__name__="up"}', '{__name__="up",a="1"}', '{__name__="up",b="2"}']);
    expect(await explainEmpty('up{a="1",b="2"}', probe)).toEqual([
      { kind: 'combination', selector: 'up{a="1",b="2"}' },
    ]);
  });

  it('turns to the expression when all series are there', async () => {
    const probe = server(['{__name__="up"}', '{__name__="x"}']);
    expect(await explainEmpty('up > 5', probe)).toEqual([
      { kind: 'allPresent', hints: ['comparison'] },
    ]);
    expect(await explainEmpty('rate(up[1s]) / x', probe)).toEqual([
      { kind: 'allPresent', hints: ['matching', 'range'] },
    ]);
  });
});
