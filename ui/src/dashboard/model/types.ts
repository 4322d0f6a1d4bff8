import type { Json } from './json';

/** A dashboard as this site shows it, whatever version of Grafana wrote it. */
export interface Dashboard {
  /** Empty when the file names none. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** `browser`, `utc`, or the name of a zone. */
  readonly timeZone: string;
  /** Empty when it is not refreshed by itself. */
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly variables: readonly Variable[];
  /** In the order of reading: top to bottom, left to right; a row stands before its panels. */
  readonly panels: readonly Panel[];
  readonly links: readonly Link[];
  readonly annotations: readonly Annotation[];
  /** Whether panels show when the alerts that belong to them fired. */
  readonly showsAlerts: boolean;
}

/** A question whose answer is a list of moments, drawn over every chart. */
export interface Annotation {
  readonly name: string;
  /** As the file writes it. */
  readonly colour: string;
  readonly expression: string;
  /** With `{{label}}`; empty for the name. */
  readonly title: string;
  readonly text: string;
  readonly tagLabels: readonly string[];
  /** Smallest step, such as `1m`; empty for the usual one. */
  readonly step: string;
  /** Whether the values are the moments, in milliseconds since the epoch, instead of the samples' times. */
  readonly timeFromValue: boolean;
  readonly enabled: boolean;
  /** Whether a reader is offered to switch it. */
  readonly hidden: boolean;
  /** Ids of the panels that show it, or of those that do not; undefined for all of them. */
  readonly panels: { readonly ids: readonly number[]; readonly except: boolean } | undefined;
}

/** Columns of 24, rows of 30 pixels, as Grafana counts them. */
export interface GridPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Link {
  readonly title: string;
  readonly url: string;
  readonly newTab: boolean;
}

/** A question to the server. Other sources than Prometheus are kept, and said to be unsupported. */
export interface Target {
  readonly refId: string;
  readonly expression: string;
  /** With `{{label}}`; empty or `__auto` to be named by its labels. */
  readonly legend: string;
  readonly instant: boolean;
  readonly format: 'time_series' | 'table' | 'heatmap';
  readonly hidden: boolean;
  /** Smallest step, such as `1m` or `$interval`; empty when the panel's holds. */
  readonly interval: string;
  readonly exemplars: boolean;
  /** Type of its source; `prometheus` unless said otherwise. */
  readonly source: string;
}

export interface Transformation {
  readonly id: string;
  readonly options: Json;
}

export interface FieldOverride {
  readonly matcher: { readonly id: string; readonly options: unknown };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

/** How values are shown: what holds for all fields, and what for some. Read by `data/fieldSettings`. */
export interface FieldConfig {
  readonly defaults: Json;
  readonly overrides: readonly FieldOverride[];
}

export interface Repeat {
  readonly variable: string;
  readonly direction: 'h' | 'v';
  readonly mostPerRow: number;
}

/** What a panel is drawn by. */
export const panelKinds = [
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'barchart',
  'piechart',
  'table',
  'heatmap',
  'histogram',
  'state-timeline',
  'status-history',
  'text',
  'alertlist',
  'dashlist',
  'logs',
  'row',
] as const;

export type PanelKind = (typeof panelKinds)[number] | 'unsupported';

export interface Panel {
  /** That of the file; another one where the file has none or repeats it. Unique on its dashboard. */
  readonly id: number;
  /** As its author wrote it. */
  readonly source: Json;
  readonly kind: PanelKind;
  /** The type as the file names it. */
  readonly sourceType: string;
  readonly title: string;
  readonly description: string;
  readonly transparent: boolean;
  readonly grid: GridPlace;
  readonly targets: readonly Target[];
  readonly fields: FieldConfig;
  /** Read by each kind of panel itself. */
  readonly options: Json;
  readonly transformations: readonly Transformation[];
  readonly repeat: Repeat | undefined;
  readonly links: readonly Link[];
  /** Smallest step of all its questions; empty when there is none. */
  readonly interval: string;
  readonly mostPoints: number | undefined;
  /** Its own stretch of time such as `24h`, and how far back that lies; empty for the page's. */
  readonly ownRange: string;
  readonly timeShift: string;
  /** Of a row: whether its panels are folded away, and those panels. */
  readonly collapsed: boolean;
  readonly panels: readonly Panel[];
}

export const variableTypes = [
  'query',
  'custom',
  'interval',
  'datasource',
  'textbox',
  'constant',
  'adhoc',
] as const;

export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

export interface AdHocFilter {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/** Something that a reader of the dashboard chooses, and that its questions refer to by name. */
export interface Variable {
  readonly name: string;
  readonly type: (typeof variableTypes)[number] | 'unsupported';
  readonly sourceType: string;
  readonly label: string;
  readonly description: string;
  readonly hide: 'no' | 'label' | 'variable';
  /** What it asks, lists or says, by type. */
  readonly query: string;
  readonly regex: string;
  readonly sort: number;
  readonly multi: boolean;
  readonly includeAll: boolean;
  /** What stands for all values; empty: all of them. */
  readonly allValue: string;
  /** Those the file lists; of a query, those it found last. */
  readonly options: readonly VariableOption[];
  /** What is chosen unless the address says otherwise. */
  readonly current: readonly string[];
  /** Whether its options depend on the stretch of time shown. */
  readonly followsTime: boolean;
  readonly filters: readonly AdHocFilter[];
  /** Of an interval: offers one that suits the range, of so many steps and not below a smallest. */
  readonly auto: { readonly count: number; readonly min: string } | undefined;
}

/** What stands in the options of a variable for all of them. */
export const allValueMark = '$__all';
