import type { SyntaxNode } from '@lezer/common';
import { nearestNames } from '../lib/rank';
import { quoted } from '../lib/seriesName';
import { childrenOf, selectorsOf, treeOf, type Matcher, type Selector } from './expression';

/** What the server can be asked while looking for the reason. */
export interface Probe {
  /** Whether any series answers to a selector: in the time shown, or at any time. */
  hasSeries(selector: string, when: 'shown' | 'ever'): Promise<boolean>;
  labelValues(label: string, selector: string): Promise<readonly string[]>;
  /** When the newest sample of a selector before the end of what is shown was, if not too long ago. */
  newestMillis(selector: string): Promise<number | undefined>;
  metricNames(): Promise<readonly string[]>;
}

/** Why a result is empty. `allPresent`: the data are there, it is the expression that leaves them out. */
export type Reason =
  | { readonly kind: 'nothingStored' }
  | { readonly kind: 'unknownMetric'; readonly metric: string; readonly nearest: readonly string[] }
  | {
      readonly kind: 'outsideRange';
      readonly metric: string;
      /** When its newest sample was; undefined when that is long ago. */
      readonly newestMillis: number | undefined;
    }
  | {
      readonly kind: 'noSuchValue';
      readonly metric: string;
      readonly matcher: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'combination'; readonly selector: string }
  | { readonly kind: 'allPresent'; readonly hints: readonly Hint[] };

export type Hint = 'range' | 'comparison' | 'matching';

const mostKnownValues = 8;

function writeMatcher({ label, operator, value }: Matcher): string {
  return `${label}${operator}${quoted(value)}`;
}

/** A selector of this metric (any, when undefined) with these matchers. */
function selectorText(metric: string | undefined, matchers: readonly Matcher[]): string {
  const parts = matchers.map(writeMatcher);
  if (metric !== undefined) parts.unshift(`__name__=${quoted(metric)}`);
  return `{${parts.join(',')}}`;
}

async function whyNoMetric(metric: string, probe: Probe): Promise<Reason> {
  const selector = selectorText(metric, []);
  if (await probe.hasSeries(selector, 'ever'))
    return { kind: 'outsideRange', metric, newestMillis: await probe.newestMillis(selector) };
  const names = await probe.metricNames();
  if (names.length === 0) return { kind: 'nothingStored' };
  return { kind: 'unknownMetric', metric, nearest: nearestNames(names, metric) };
}

async function whyNoMatch({ metric, matchers, text }: Selector, probe: Probe): Promise<Reason> {
  for (const matcher of matchers) {
    if (await probe.hasSeries(selectorText(metric, [matcher]), 'shown')) continue;
    const known =
      metric === undefined ? [] : await probe.labelValues(matcher.label, selectorText(metric, []));
    return {
      kind: 'noSuchValue',
      metric: metric ?? '{}',
      matcher: writeMatcher(matcher),
      known: known.slice(0, mostKnownValues),
    };
  }
  return { kind: 'combination', selector: text };
}

async function whyNoSeries(selector: Selector, probe: Probe): Promise<Reason | undefined> {
  const { metric, matchers } = selector;
  if (await probe.hasSeries(selectorText(metric, matchers), 'shown')) return undefined;
  if (metric !== undefined && !(await probe.hasSeries(selectorText(metric, []), 'shown')))
    return whyNoMetric(metric, probe);
  return whyNoMatch(selector, probe);
}

const comparisons = new Set(['EqlC', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte']);

function hintsOf(expression: string): Hint[] {
  const hints = new Set<Hint>();
  const visit = (node: SyntaxNode): void => {
    const children = childrenOf(node);
    if (node.name === 'MatrixSelector') hints.add('range');
    if (node.name === 'BinaryExpr') {
      if (children.some(({ name }) => comparisons.has(name))) hints.add('comparison');
      const sides = [children[0], children.at(-1)];
      if (sides.every((side) => side !== undefined && side.name !== 'NumberDurationLiteral'))
        hints.add('matching');
    }
    children.forEach(visit);
  };
  visit(treeOf(expression));
  return [...hints];
}

/** Looks for the reasons why an expression gave no series: one per selector that finds nothing. */
export async function explainEmpty(expression: string, probe: Probe): Promise<Reason[]> {
  const reasons: Reason[] = [];
  for (const selector of selectorsOf(expression)) {
    const reason = await whyNoSeries(selector, probe);
    if (reason !== undefined) reasons.push(reason);
  }
  return reasons.length > 0 ? reasons : [{ kind: 'allPresent', hints: hintsOf(expression) }];
}
