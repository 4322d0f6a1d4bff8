/** What the server's parser made of an expression: `/api/v1/parse_query`, as far as it matters here. */
export type Tree = Readonly<
  | { type: 'numberLiteral'; val: string }
  | { type: 'stringLiteral'; val: string }
  | Selector
  | { type: 'subquery'; expr: Tree; range: number; offset: number }
  | { type: 'unaryExpr' | 'parenExpr'; expr: Tree }
  | { type: 'call'; func: { name: string }; args: readonly Tree[] }
  | {
      type: 'aggregation';
      op: string;
      expr: Tree;
      param: Tree | null;
      grouping: readonly string[];
      without: boolean;
    }
  | Binary
>;

export interface Binary {
  readonly type: 'binaryExpr';
  readonly op: string;
  readonly lhs: Tree;
  readonly rhs: Tree;
  readonly matching: Matching | null;
  readonly bool: boolean;
}

export interface Matching {
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  readonly labels: readonly string[];
  readonly on: boolean;
  readonly include: readonly string[];
}

export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly type: '=' | '!=' | '=~' | '!~';
}

/** A choice of series, at an instant or over a range. */
export interface Selector {
  readonly type: 'vectorSelector' | 'matrixSelector';
  readonly name: string;
  readonly matchers: readonly Matcher[];
  /** Milliseconds back. */
  readonly offset: number;
}

/** Asks the server for the tree of an expression. Throws with its message if it is none. */
export async function parse(serverUrl: string, expression: string): Promise<Tree> {
  const answer = await fetch(`${serverUrl}/api/v1/parse_query`, {
    method: 'POST',
    body: new URLSearchParams({ query: expression }),
  });
  const { data, error } = (await answer.json()) as { data?: Tree; error?: string };
  if (data === undefined) throw new Error(error ?? `status ${answer.status}`);
  return data;
}
