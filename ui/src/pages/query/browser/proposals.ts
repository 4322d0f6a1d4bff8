import type { Labels } from '../../../api/types';
import { seriesName } from '../../../lib/seriesName';
import { without } from '../../../lib/without';

export type ProposalName =
  | 'perSecond'
  | 'eachPerSecond'
  | 'increase'
  | 'quantile95'
  | 'median'
  | 'mean'
  | 'values'
  | 'sum'
  | 'average'
  | 'highest'
  | 'age'
  | 'share';

/** A question that makes sense for a metric. */
export interface Proposal {
  readonly name: ProposalName;
  readonly expression: string;
}

export interface ProposalSubject {
  readonly metric: string;
  /** As its target says; `unknown` or undefined when nobody does. */
  readonly type: string | undefined;
  /** Conditions on its labels, without the name. */
  readonly matchers: Labels;
  /** The label whose values stay apart; empty when all series come together. */
  readonly by: string;
}

const window = '5m';
const plainLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function grouping(labels: readonly string[]): string {
  const named = labels
    .filter((label) => label !== '')
    .map((label) => (plainLabel.test(label) ? label : JSON.stringify(label)));
  return named.length === 0 ? '' : ` by (${named.join(', ')}) `;
}

function aggregate(operator: string, labels: readonly string[], inner: string): string {
  return `${operator}${grouping(labels)}(${inner})`;
}

type Kind = 'counter' | 'bucket' | 'nativeHistogram' | 'timestamp' | 'info' | 'gauge';

/** What a metric is. The name decides where nobody says it, as conventions have it. */
export function kindOf({ metric, type }: Pick<ProposalSubject, 'metric' | 'type'>): Kind {
  const saysNothing = type === undefined || type === 'unknown';
  if (metric.endsWith('_bucket') && (type === 'histogram' || saysNothing)) return 'bucket';
  const isPart = /_(?:count|sum)$/.test(metric);
  if (isPart && (type === 'histogram' || type === 'summary')) return 'counter';
  if (type === 'histogram') return 'nativeHistogram';
  if (type === 'counter' || (saysNothing && /_(?:total|count|sum)$/.test(metric))) return 'counter';
  if (type === 'info' || metric.endsWith('_info')) return 'info';
  return /_timestamp_seconds$/.test(metric) ? 'timestamp' : 'gauge';
}

/** Questions for a metric by what it is, the most useful first. */
export function proposalsFor(subject: ProposalSubject): Proposal[] {
  const { metric, matchers, by } = subject;
  const selector = (name: string) => seriesName({ ...matchers, __name__: name });
  const rate = (name: string) => `rate(${selector(name)}[${window}])`;
  const sum = (inner: string) => aggregate('sum', [by], inner);
  switch (kindOf(subject)) {
    case 'counter':
      return [
        { name: 'perSecond', expression: sum(rate(metric)) },
        { name: 'eachPerSecond', expression: rate(metric) },
        { name: 'increase', expression: sum(`increase(${selector(metric)}[1h])`) },
      ];
    case 'bucket': {
      const family = metric.replace(/_bucket$/, '');
      const buckets = aggregate('sum', ['le', by], rate(metric));
      // A condition on a bucket's bound is none on the sum and the count.
      const others = without(matchers, 'le');
      const part = (suffix: string) =>
        sum(`rate(${seriesName({ ...others, __name__: family + suffix })}[${window}])`);
      return [
        { name: 'quantile95', expression: `histogram_quantile(0.95, ${buckets})` },
        { name: 'median', expression: `histogram_quantile(0.5, ${buckets})` },
        { name: 'mean', expression: `${part('_sum')} / ${part('_count')}` },
        { name: 'perSecond', expression: part('_count') },
      ];
    }
    case 'nativeHistogram': {
      const together = sum(rate(metric));
      return [
        { name: 'quantile95', expression: `histogram_quantile(0.95, ${together})` },
        { name: 'median', expression: `histogram_quantile(0.5, ${together})` },
        { name: 'mean', expression: `histogram_avg(${together})` },
        { name: 'perSecond', expression: `histogram_count(${together})` },
      ];
    }
    case 'timestamp':
      return [
        { name: 'age', expression: `time() - ${selector(metric)}` },
        { name: 'values', expression: selector(metric) },
      ];
    case 'info':
      return [
        { name: 'values', expression: selector(metric) },
        { name: 'share', expression: aggregate('count', [by], selector(metric)) },
      ];
    case 'gauge':
      return [
        { name: 'values', expression: selector(metric) },
        { name: 'average', expression: aggregate('avg', [by], selector(metric)) },
        { name: 'highest', expression: aggregate('max', [by], selector(metric)) },
        { name: 'sum', expression: sum(selector(metric)) },
      ];
  }
}
