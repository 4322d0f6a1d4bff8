/** Shapes of the Prometheus HTTP API v1, as far as the pages read them. Optional: not every server says it. */

export type Labels = Readonly<Record<string, string>>;

/** Unix seconds and the value as text: `NaN`, `+Inf` and `-Inf` included. */
export type SamplePair = readonly [number, string];

/** Native histogram as the API renders it: buckets are boundary rule, lower, upper, count. */
export interface Histogram {
  readonly count: string;
  readonly sum: string;
  readonly buckets?: readonly (readonly [number, string, string, string])[];
}

export interface InstantSeries {
  readonly metric: Labels;
  readonly value?: SamplePair;
  readonly histogram?: readonly [number, Histogram];
}

export interface RangeSeries {
  readonly metric: Labels;
  readonly values?: readonly SamplePair[];
  readonly histograms?: readonly (readonly [number, Histogram])[];
}

export type QueryResult =
  | { readonly resultType: 'vector'; readonly result: readonly InstantSeries[] }
  | { readonly resultType: 'matrix'; readonly result: readonly RangeSeries[] }
  | { readonly resultType: 'scalar' | 'string'; readonly result: SamplePair };

/** A series on the steps of its question. */
export interface ColumnSeries {
  readonly metric: Labels;
  /** The step of the first value. */
  readonly from: number;
  /** One for each step; null where there is no sample, and texts for what JSON has no number for. */
  readonly values: readonly (number | string | null)[];
}

/** Vigie: a matrix as numbers, where `columns=1` was asked for and no histogram is in it. */
export interface ColumnsResult {
  readonly resultType: 'columns';
  /** Unix seconds of the first step, and seconds between two. */
  readonly start: number;
  readonly step: number;
  readonly result: readonly ColumnSeries[];
}

export type RangeResult = QueryResult | ColumnsResult;

/** A single observation that stands for others, mostly with the trace that it belongs to. */
export interface Exemplar {
  readonly labels: Labels;
  readonly value: string;
  /** Unix seconds. */
  readonly timestamp: number;
}

export interface SeriesExemplars {
  readonly seriesLabels: Labels;
  readonly exemplars: readonly Exemplar[];
}

export interface Metadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

export type MetadataByMetric = Readonly<Record<string, readonly Metadata[]>>;

export type TargetHealth = 'up' | 'down' | 'unknown';

export interface Target {
  readonly discoveredLabels: Labels;
  readonly labels: Labels;
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly globalUrl?: string;
  readonly lastError: string;
  readonly lastScrape: string;
  readonly lastScrapeDuration: number;
  readonly health: TargetHealth;
  readonly scrapeInterval?: string;
  readonly scrapeTimeout?: string;
  /** Vigie: what was received instead of metrics, in words. */
  readonly explanation?: string;
  /** Vigie: what to do about it. */
  readonly remedy?: string;
}

export interface DroppedTarget {
  readonly discoveredLabels: Labels;
  readonly scrapePool?: string;
}

/** Vigie: a discovery that cannot run here, said on its job. */
export interface PoolProblem {
  readonly scrapePool: string;
  readonly explanation: string;
  readonly remedy?: string;
}

export interface Targets {
  readonly activeTargets: readonly Target[];
  readonly droppedTargets: readonly DroppedTarget[];
  readonly droppedTargetCounts?: Readonly<Record<string, number>>;
  readonly poolProblems?: readonly PoolProblem[];
}

export interface ScrapePools {
  readonly scrapePools: readonly string[];
}

export interface RelabelStep {
  readonly rule: Readonly<Record<string, unknown>>;
  readonly output: Labels;
  readonly keep: boolean;
}

export interface RelabelSteps {
  readonly steps: readonly RelabelStep[];
}

export type RuntimeInfo = Readonly<Record<string, string | number | boolean>>;
export type BuildInfo = Readonly<Record<string, string>>;
export type Flags = Readonly<Record<string, string>>;

export interface ConfigFile {
  readonly yaml: string;
}

export interface CountByName {
  readonly name: string;
  readonly value: number;
}

export interface TsdbStatus {
  readonly headStats?: {
    readonly numSeries: number;
    readonly numLabelPairs?: number;
    readonly chunkCount?: number;
    readonly minTime?: number;
    readonly maxTime?: number;
  };
  readonly seriesCountByMetricName?: readonly CountByName[];
  readonly labelValueCountByLabelName?: readonly CountByName[];
  readonly memoryInBytesByLabelName?: readonly CountByName[];
  readonly seriesCountByLabelValuePair?: readonly CountByName[];
}

export interface WalReplay {
  readonly min: number;
  readonly max: number;
  readonly current: number;
  /** Vigie: how long the last recovery took. */
  readonly durationSeconds?: number;
  /** Vigie: samples read back from the journal. */
  readonly samples?: number;
}

export type RuleHealth = 'ok' | 'err' | 'unknown';

/** Vigie: somebody has the alert in hand. */
export interface Acknowledgement {
  readonly owner: string;
  readonly comment: string;
  readonly since: string;
  readonly expires?: string;
}

/** Vigie: what somebody wrote about an alert. */
export interface AlertNote {
  readonly kind: 'note' | 'action' | 'resolution';
  readonly author: string;
  readonly text: string;
  readonly time: string;
}

export interface ActiveAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'firing' | 'pending';
  readonly activeAt: string;
  readonly value: string;
  /** Vigie: by which people's deeds are addressed. */
  readonly fingerprint?: string;
  readonly acknowledgement?: Acknowledgement;
  readonly notes?: readonly AlertNote[];
  readonly resolvedByHand?: {
    readonly author: string;
    readonly comment: string;
    readonly since: string;
    readonly expires: string;
  };
}

/** Vigie: something that happened to an alert, or a message about several. */
export interface HistoryEvent {
  readonly time: string;
  readonly kind: string;
  readonly labels: Labels;
  readonly by?: string;
  readonly comment?: string;
  readonly destination?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly answer?: string;
  readonly failure?: string;
  readonly attempts?: number;
  readonly until?: string;
  /** Of an escalation. */
  readonly policy?: string;
  readonly level?: number;
  readonly told?: readonly string[];
}

export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly next?: string;
}

/** Vigie: a message that was given up. */
export interface DeadLetter {
  readonly id: string;
  readonly destination: string;
  readonly receiver: string;
  readonly groupLabels: Labels;
  readonly time: string;
  readonly status: string;
  readonly attempts: number;
  readonly failure: string;
  readonly alertCount: number;
}

export interface Resent {
  readonly delivered: boolean;
  readonly problem?: string;
}

/** A recording rule, or an alerting rule with its state and active alerts. */
export interface Rule {
  readonly type: 'alerting' | 'recording';
  readonly name: string;
  readonly query: string;
  readonly health: RuleHealth;
  readonly lastError?: string;
  readonly lastEvaluation: string;
  /** Seconds. */
  readonly evaluationTime: number;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly state?: 'firing' | 'pending' | 'inactive' | 'unknown';
  /** Seconds for which the expression must hold. */
  readonly duration?: number;
  readonly alerts?: readonly ActiveAlert[];
  /** Its place in its group, from 0; not part of the answer, but kept while others are left out. */
  readonly index?: number;
  /** Vigie: what is odd about it; not part of the answer, but joined to it. */
  readonly findings?: readonly LintFinding[];
}

/** Vigie: something about a rule that its author should look at. */
export interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly check: string;
  readonly severity: 'warning' | 'note';
  readonly reason: string;
  readonly proposal: string;
  /** The reason for other languages than English. */
  readonly reasonParts?: readonly LintWording[];
  /** Only if the proposal is a sentence. */
  readonly proposalPart?: LintWording;
}

/** Vigie: a sentence with what is needed to say it in another language. */
export interface LintWording {
  readonly code: string;
  /** In English. */
  readonly text: string;
  readonly arguments: readonly string[];
}

/** Vigie: something odd about a query of a dashboard. */
export interface PanelFinding extends LintFinding {
  /** Its title. */
  readonly panel: string;
  readonly query: string;
  readonly expression: string;
}

export interface LintFindings {
  readonly findings: readonly LintFinding[];
}

export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  /** Seconds. */
  readonly interval: number;
  readonly rules: readonly Rule[];
  readonly lastEvaluation: string;
  /** Seconds. */
  readonly evaluationTime: number;
}

export interface RuleGroups {
  readonly groups: readonly RuleGroup[];
}

/** Vigie: a link of the chain from a rule to people. */
export interface WhyStep {
  readonly link: string;
  readonly mark: 'yes' | 'no' | 'note';
  readonly text: string;
  readonly time?: string;
}

export interface WhyChain {
  readonly labels: Labels;
  readonly fingerprint: string;
  readonly summary: string;
  readonly steps: readonly WhyStep[];
}

/** Vigie: why an alert reached people, or did not. */
export interface WhyAnswer {
  readonly alert: string;
  readonly at: string;
  readonly chains: readonly WhyChain[];
}
