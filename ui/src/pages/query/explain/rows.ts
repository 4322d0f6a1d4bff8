import type { Account, Bounds, ExplainNode, MatchingAccount } from './types';

/** One node of the tree on its line. */
export interface Row {
  readonly key: string;
  readonly depth: number;
  /** What the node does, its operands left out. */
  readonly text: string;
  readonly account: Account;
  /** Share of the query's computing time that this node took itself, 0 to 1. */
  readonly timeShare: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function slice(query: Uint8Array, { start, end }: Bounds): string {
  return decoder.decode(query.slice(start, end)).replaceAll(/\s+/g, ' ').trim();
}

function clause(word: string, labels: readonly string[]): string {
  return `${word} (${labels.join(', ')})`;
}

function aggregation({ op = '', grouping = [], without = false }: ExplainNode): string {
  if (grouping.length === 0 && !without) return `${op}(…)`;
  return `${op} ${clause(without ? 'without' : 'by', grouping)} (…)`;
}

const groupWords: Readonly<Record<string, string>> = {
  'many-to-one': 'group_left',
  'one-to-many': 'group_right',
};

function binary({ op = '', bool = false, matching }: ExplainNode): string {
  const parts = [op];
  if (bool) parts.push('bool');
  if (matching && (matching.on || matching.labels.length > 0))
    parts.push(clause(matching.on ? 'on' : 'ignoring', matching.labels));
  const group = matching && groupWords[matching.card];
  if (group) parts.push(clause(group, matching.include));
  return parts.join(' ');
}

/** What a node does, without the nodes below it: `sum by (job) (…)`, `/ on (instance)`, or a whole selector. */
export function textOf(node: ExplainNode, query: Uint8Array): string {
  switch (node.type) {
    case 'aggregation':
      return aggregation(node);
    case 'binaryExpr':
      return binary(node);
    case 'call':
      return `${node.func?.name ?? ''}(…)`;
    case 'unaryExpr':
      return `${node.op ?? ''}…`;
    case 'parenExpr':
      return '(…)';
    case 'subquery': {
      const inner = node.expr?.position.end ?? node.position.start;
      return `…${slice(query, { start: inner, end: node.position.end }).replace(/^\)*/, '')}`;
    }
    default:
      return slice(query, node.position);
  }
}

function below(node: ExplainNode): ExplainNode[] {
  return [node.lhs, node.rhs, node.param, node.expr, ...(node.args ?? [])].filter(
    (child) => child !== undefined && child !== null,
  );
}

/** The nodes that were evaluated, each before those below it. Literals say nothing and are left out. */
export function rowsOf(tree: ExplainNode, text: string): Row[] {
  const query = encoder.encode(text);
  const whole = tree.explain?.totalMillis ?? 0;
  const rows: Row[] = [];
  const visit = (node: ExplainNode, depth: number, key: string) => {
    if (node.explain) {
      rows.push({
        key,
        depth,
        text: textOf(node, query),
        account: node.explain,
        timeShare: whole > 0 ? Math.min(1, node.explain.ownMillis / whole) : 0,
      });
    }
    below(node).forEach((child, index) =>
      visit(child, depth + (node.explain ? 1 : 0), `${key}.${index}`),
    );
  };
  visit(tree, 0, '0');
  return rows;
}

/** Whether groups of a match yield nothing, or the query failed in it. */
export function isTroubled({ groups }: MatchingAccount): boolean {
  return groups.some(({ result, reason }) => reason !== null || result === null);
}

/** Whether a node is shown with its details from the start: where something is missing. */
export function isOpenAtFirst({ account }: Row): boolean {
  return account.matching !== undefined && isTroubled(account.matching);
}
