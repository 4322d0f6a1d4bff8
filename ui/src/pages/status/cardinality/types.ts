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
  readonly metrics: readonly Cost[];
}

export interface LabelUse {
  readonly name: string;
  readonly values: number;
  readonly series: number;
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
