import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** One choice of series in an expression, without range and offset. */
export interface Selector {
  readonly metric: string | undefined;
  /** Those beside the metric name. */
  readonly matchers: readonly Matcher[];
  readonly text: string;
}

export function treeOf(expression: string): SyntaxNode {
  return parser.parse(expression).topNode;
}

export function textOf(node: SyntaxNode, expression: string): string {
  return expression.slice(node.from, node.to);
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** The text that a PromQL string literal stands for. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  const json = literal.startsWith("'")
    ? inner.replaceAll("\\'", "'").replaceAll('"', '\\"')
    : inner;
  try {
    const value: unknown = JSON.parse(`"${json}"`);
    return typeof value === 'string' ? value : inner;
  } catch {
    // An escape that JSON does not know, such as \x41: the raw text is near enough for a hint.
    return inner;
  }
}

function readMatcher(node: SyntaxNode, expression: string): Matcher | undefined {
  const [name, operator, value] = childrenOf(node).map((child) => textOf(child, expression));
  if (name === undefined || operator === undefined || value === undefined) return undefined;
  if (operator !== '=' && operator !== '!=' && operator !== '=~' && operator !== '!~')
    return undefined;
  const label = node.name === 'QuotedLabelMatcher' ? unquote(name) : name;
  return { label, operator, value: unquote(value) };
}

function readSelector(node: SyntaxNode, expression: string): Selector {
  let metric: string | undefined;
  const matchers: Matcher[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'Identifier') metric = textOf(child, expression);
    if (child.name !== 'LabelMatchers') continue;
    for (const each of childrenOf(child)) {
      if (each.name === 'QuotedLabelName') metric = unquote(textOf(each, expression));
      const matcher = each.name.endsWith('LabelMatcher')
        ? readMatcher(each, expression)
        : undefined;
      if (matcher?.label === '__name__' && matcher.operator === '=') metric = matcher.value;
      else if (matcher !== undefined) matchers.push(matcher);
    }
  }
  return { metric, matchers, text: textOf(node, expression) };
}

/** Every choice of series in an expression, each text once, in the order of writing. */
export function selectorsOf(expression: string): Selector[] {
  const found = new Map<string, Selector>();
  const visit = (node: SyntaxNode): void => {
    if (node.name === 'VectorSelector') {
      const selector = readSelector(node, expression);
      if (!found.has(selector.text)) found.set(selector.text, selector);
    } else childrenOf(node).forEach(visit);
  };
  visit(treeOf(expression));
  return [...found.values()];
}

/** Whether the text is an expression without syntax errors. */
export function isComplete(expression: string): boolean {
  let complete = expression.trim() !== '';
  parser.parse(expression).iterate({
    enter: (node) => {
      if (node.type.isError) complete = false;
    },
  });
  return complete;
}
