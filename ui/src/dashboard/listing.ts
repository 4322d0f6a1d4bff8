/** Shapes of `/api/v1/dashboards`. */
export interface DashboardEntry {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** Empty for none. */
  readonly folder: string;
  readonly origin: 'built-in' | 'file' | 'imported';
  readonly file?: string;
}

export interface DashboardListing {
  readonly dashboards: readonly DashboardEntry[];
  /** Files that are left out, and why. */
  readonly problems: readonly { readonly place: string; readonly reason: string }[];
}

export interface DashboardAnswer extends DashboardEntry {
  /** As its author wrote it: for `readDashboard`. */
  readonly dashboard: unknown;
  /** Changes with its content: what is saved over another one is refused. */
  readonly version: string;
  /** Whether it can be saved in its place: a file may be for reading only. */
  readonly editable: boolean;
}

/** A state of a dashboard that was saved. */
export interface DashboardVersion {
  readonly number: number;
  readonly savedAt: string;
  readonly savedBy: string;
  readonly message: string;
  readonly version: string;
}
