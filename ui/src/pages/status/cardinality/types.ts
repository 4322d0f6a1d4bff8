/** Answers of `status/cardinality`. */

export interface Cost {
  readonly name: string;
  readonly series: number;
  readonly samplesPerSecond: number;
  readonly bytes: number;
  /** Unix seconds; absent if no query named it. */
  readonly lastQueried?: number;
}

export interface Budget {
  readonly match: string;
  readonly maxSeries: number;
  readonly series: number;
  readonly refused: number;
}

/** Why the values of a label have no bound, and what to do. */
export interface Unbounded {
  readonly kind: string;
  /** Settings to copy. */
  readonly remedies: readonly string[];
}

export interface UnboundedLabel extends Unbounded {
  /** The one that the label costs most in. */
  readonly metric: string;
  readonly label: string;
  readonly values: number;
}

export interface Page {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
}

export interface MetricsAnswer extends Page {
  readonly activeSeries: number;
  /** RFC 3339: since when queries are remembered. */
  readonly queriesSince: string;
  readonly budgets: readonly Budget[];
  /** Only with the first page of all. */
  readonly unboundedLabels: readonly UnboundedLabel[];
  readonly metrics: readonly Cost[];
}

export interface LabelUse {
  readonly name: string;
  readonly values: number;
  readonly series: number;
  readonly unbounded?: Unbounded;
}

export interface MetricAnswer extends Omit<Cost, 'name'> {
  readonly metric: string;
  readonly queriesSince: string;
  readonly labels: readonly LabelUse[];
}

export interface ValuesAnswer extends Page {
  readonly metric: string;
  readonly label: string;
  readonly values: readonly Cost[];
}
