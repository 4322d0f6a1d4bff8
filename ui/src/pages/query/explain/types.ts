import type { Labels } from '../../../api/types';

export interface Bounds {
  readonly start: number;
  readonly end: number;
}

export type Detail = string | number | boolean | readonly string[] | Labels;

/** Why something is missing; the message is English, kind and details say it in any language. */
export interface Reason {
  readonly kind: string;
  readonly message: string;
  readonly details: Readonly<Record<string, Detail>>;
}

export interface GroupSide {
  readonly count: number;
  readonly series: readonly { readonly metric: Labels; readonly value: string }[];
  readonly truncated: boolean;
}

export interface MatchGroup {
  readonly labels: Labels;
  readonly left: GroupSide;
  readonly right: GroupSide;
  /** Null when the query failed before there was a result. */
  readonly result: number | null;
  readonly reason: Reason | null;
}

export interface MatchingAccount {
  readonly groupCount: number;
  readonly matchedCount: number;
  readonly leftOnlyCount: number;
  readonly rightOnlyCount: number;
  readonly groups: readonly MatchGroup[];
  readonly truncated: boolean;
}

/** What happened at one node. */
export interface Account {
  readonly steps: number;
  readonly seriesIn: number;
  readonly seriesOut: number;
  readonly samplesRead: number;
  readonly ownMillis: number;
  readonly totalMillis: number;
  readonly labels: {
    readonly counts: readonly { readonly name: string; readonly values: number }[];
    readonly truncated: boolean;
  };
  readonly values?: { readonly min: string; readonly max: string };
  readonly matching?: MatchingAccount;
  readonly reasons: readonly Reason[];
}

/** A node as `parse_query` names it, as far as it is read here. */
export interface ExplainNode {
  readonly type: string;
  readonly position: Bounds;
  readonly explain?: Account;
  readonly op?: string;
  readonly bool?: boolean;
  readonly grouping?: readonly string[];
  readonly without?: boolean;
  readonly func?: { readonly name: string };
  readonly args?: readonly ExplainNode[];
  readonly expr?: ExplainNode;
  readonly param?: ExplainNode | null;
  readonly lhs?: ExplainNode;
  readonly rhs?: ExplainNode;
  readonly matching?: {
    readonly card: string;
    readonly labels: readonly string[];
    readonly on: boolean;
    readonly include: readonly string[];
  } | null;
}

export interface ExplainAnswer {
  readonly tree: ExplainNode;
  readonly error?: { readonly errorType: string; readonly message: string };
}
