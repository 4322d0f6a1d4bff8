export type HealthState = 'healthy' | 'degraded' | 'unhealthy' | 'unknown';

/** What went wrong once; beside these fields, whatever the check saw. */
export interface Failure {
  readonly time: string;
  readonly status: HealthState;
  readonly phase: string;
  readonly message: string;
  readonly [detail: string]: string;
}

/** A service as `/api/health/services` tells of it. Durations are milliseconds. */
export interface Service {
  readonly name: string;
  readonly status: HealthState;
  readonly since: string;
  readonly lastCheck: string | null;
  readonly responseTime: number | null;
  readonly blockedBy: readonly string[];
  readonly kind: string;
  readonly url?: string;
  readonly address?: string;
  readonly every?: number;
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly critical: boolean;
  readonly dependsOn: readonly string[];
  readonly byFile: boolean;
  readonly lastFailures: readonly Failure[];
}
