import type { SyntaxNode } from '@lezer/common';
import { quoted } from '../../lib/seriesName';
import { childrenOf, treeOf } from '../../promql/expression';
import type { AdHocFilter } from '../model/types';

const operators = new Set(['=', '!=', '=~', '!~']);

interface Insertion {
  readonly at: number;
  readonly text: string;
}

function insertionFor(selector: SyntaxNode, matchers: string, expression: string): Insertion {
  const braces = childrenOf(selector).find(({ name }) => name === 'LabelMatchers');
  if (braces === undefined) return { at: selector.to, text: `{${matchers}}` };
  const inside = expression.slice(braces.from + 1, braces.to - 1).trim();
  const separator = inside === '' || inside.endsWith(',') ? '' : ',';
  return { at: braces.to - 1, text: separator + matchers };
}

/** The expression with further conditions on every selector. One that cannot be read stays as it is. */
export function withFilters(expression: string, filters: readonly AdHocFilter[]): string {
  const matchers = filters
    .filter(({ operator }) => operators.has(operator))
    .map(({ key, operator, value }) => `${key}${operator}${quoted(value)}`)
    .join(',');
  if (matchers === '') return expression;
  const found: Insertion[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.name === 'VectorSelector') found.push(insertionFor(node, matchers, expression));
    else childrenOf(node).forEach(visit);
  };
  visit(treeOf(expression));
  // From the end, so that places before it stay where they are.
  return found
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), expression);
}
