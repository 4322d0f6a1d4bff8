/** A query that runs or waits, as `status/active_queries` says it. */
export interface ActiveQuery {
  readonly id: number;
  readonly query: string;
  readonly caller: string;
  readonly runningSeconds: number;
  readonly waiting: boolean;
  readonly samplesRead: number;
  readonly samplesHeld: number;
  readonly bytesHeld: number;
}

/** A query that has ended, as `status/slow_queries` says it. */
export interface SlowQuery {
  readonly query: string;
  readonly caller: string;
  /** Unix seconds. */
  readonly endedAt: number;
  readonly durationSeconds: number;
  readonly samplesRead: number;
  readonly peakSamples: number;
  /** Absent when it was answered. */
  readonly error?: string;
}
