import type { SyntaxNode } from '@lezer/common';
import { plainNumber, type Quantity, type Unit } from '../chart/units';
import { childrenOf, selectorsOf, textOf, treeOf } from './expression';

const bySuffix: readonly (readonly [RegExp, Quantity])[] = [
  [/_(?:timestamp|time|start|expiry|created)_seconds$|_timestamp$/, 'instant'],
  [/_bytes$/, 'bytes'],
  [/_bits$/, 'bits'],
  [/_seconds$/, 'seconds'],
  [/_percent$/, 'percent'],
  [/_ratio$/, 'fraction'],
  [/_celsius$/, 'celsius'],
  [/_hertz$/, 'hertz'],
  [/_volts$/, 'volts'],
  [/_watts$/, 'watts'],
  [/_joules$/, 'joules'],
  [/_meters$/, 'meters'],
  [/_grams$/, 'grams'],
];

// Series whose value counts observations, whatever the metric measures.
const counts = /_(?:count|bucket)$/;

function unitOfMetric(name: string): Unit {
  if (counts.test(name)) return plainNumber;
  // `node_cpu_seconds_total` and `process_start_time_seconds` differ in kind, not in suffix.
  const isCounter = name.endsWith('_total');
  const base = name.replace(/_(?:total|sum|max|min)$/, '');
  const quantity = bySuffix.find(([pattern]) => pattern.test(base))?.[1] ?? 'number';
  return { quantity: isCounter && quantity === 'instant' ? 'seconds' : quantity, perSecond: false };
}

const perSecondFunctions = new Set(['rate', 'irate', 'deriv']);
const unitlessFunctions = new Set([
  'absent',
  'absent_over_time',
  'changes',
  'count_over_time',
  'day_of_month',
  'day_of_week',
  'day_of_year',
  'days_in_month',
  'hour',
  'minute',
  'month',
  'year',
  'present_over_time',
  'resets',
  'sgn',
  'exp',
  'ln',
  'log2',
  'log10',
  'sqrt',
  'histogram_count',
  'histogram_fraction',
  'stdvar_over_time',
]);
const unitlessAggregations = new Set(['count', 'count_values', 'group', 'stdvar']);

function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const body = childrenOf(call).find((child) => child.name === 'FunctionCallBody');
  return body === undefined ? [] : childrenOf(body);
}

/** What the boundaries of a histogram's buckets are measured in, and its quantiles with them. */
function quantileUnit(call: SyntaxNode, expression: string): Unit {
  const metric = selectorsOf(textOf(call, expression))[0]?.metric ?? '';
  return unitOfMetric(metric.replace(/_bucket$/, ''));
}

function unitOfCall(node: SyntaxNode, expression: string): Unit {
  const name = childrenOf(node)[0];
  const called = name === undefined ? '' : textOf(name, expression);
  if (called === 'histogram_quantile') return quantileUnit(node, expression);
  if (called === 'time' || called === 'timestamp') return { quantity: 'instant', perSecond: false };
  if (unitlessFunctions.has(called)) return plainNumber;
  const unit = firstUnit(argumentsOf(node), expression);
  return perSecondFunctions.has(called) ? { ...unit, perSecond: true } : unit;
}

/** The first argument that says a unit: parameters such as the 5 of topk say none. */
function firstUnit(nodes: readonly SyntaxNode[], expression: string): Unit {
  const units = nodes
    .filter((node) => node.name !== 'NumberDurationLiteral')
    .map((node) => unitOf(node, expression));
  return units.find(({ quantity }) => quantity !== 'number') ?? units[0] ?? plainNumber;
}

function sameUnit(a: Unit, b: Unit): boolean {
  return a.quantity === b.quantity && a.perSecond === b.perSecond;
}

/** The mean of a histogram or summary, `rate(…_sum) / rate(…_count)`, is measured as what was observed. */
function unitOfQuotient(left: Unit, right: Unit): Unit {
  const isMean = left.perSecond && right.perSecond && right.quantity === 'number';
  return isMean ? { ...left, perSecond: false } : plainNumber;
}

const keepsLeftUnit = new Set([
  'Eql',
  'EqlC',
  'Neq',
  'Gtr',
  'Gte',
  'Lss',
  'Lte',
  'And',
  'Or',
  'Unless',
  'Eqlc',
]);

function unitOfBinary(node: SyntaxNode, expression: string): Unit {
  const children = childrenOf(node);
  const [leftNode] = children;
  const rightNode = children.at(-1);
  if (leftNode === undefined || rightNode === undefined) return plainNumber;
  const operator = children[1]?.name ?? '';
  const [left, right] = [unitOf(leftNode, expression), unitOf(rightNode, expression)];
  if (keepsLeftUnit.has(operator)) return left;
  if (operator === 'Div') return unitOfQuotient(left, right);
  if (operator !== 'Add' && operator !== 'Sub') return plainNumber;
  if (leftNode.name === 'NumberDurationLiteral') return right;
  // An instant minus an instant is a stretch of time.
  if (operator === 'Sub' && left.quantity === 'instant' && right.quantity === 'instant')
    return { quantity: 'seconds', perSecond: false };
  return sameUnit(left, right) || rightNode.name === 'NumberDurationLiteral' ? left : plainNumber;
}

function unitOf(node: SyntaxNode, expression: string): Unit {
  switch (node.name) {
    case 'VectorSelector':
      return unitOfMetric(
        /(?:^|__name__\s*=\s*"|\{\s*")([a-zA-Z_:][a-zA-Z0-9_:.]*)/.exec(
          textOf(node, expression),
        )?.[1] ?? '',
      );
    case 'FunctionCall':
      return unitOfCall(node, expression);
    case 'AggregateExpr': {
      const operator =
        node.firstChild === null ? '' : textOf(node.firstChild, expression).toLowerCase();
      return unitlessAggregations.has(operator)
        ? plainNumber
        : firstUnit(argumentsOf(node), expression);
    }
    case 'BinaryExpr':
      return unitOfBinary(node, expression);
    case 'NumberDurationLiteral':
      return plainNumber;
    default:
      return firstUnit(childrenOf(node), expression);
  }
}

/** The unit of an expression's values, by the naming rules of metrics; a plain number in doubt. */
export function unitOfExpression(expression: string): Unit {
  return unitOf(treeOf(expression), expression);
}
