import type { Role } from '../../session/role';

/** As `/api/users` lists them. */
export interface User {
  readonly name: string;
  readonly role: Role;
  readonly created: string;
  readonly disabled: boolean;
  readonly initialPassword: boolean;
}

/** As `/api/tokens` lists them; the token itself is in none of these. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly scopes: readonly string[];
  readonly created: string;
  readonly expires?: string;
  readonly expired: boolean;
  readonly lastUsed?: string;
}

/** The answer to a test message, by destination. */
export interface TestResult {
  readonly destination: string;
  readonly delivered: boolean;
  readonly answer: string;
}

/** As `/api/config/pending` says it. */
export interface PendingConfig {
  readonly file: string;
  readonly inForce: string;
  readonly onDisk?: string;
  readonly problem?: string;
  readonly lastReloadSuccessful: boolean;
  readonly canReload: boolean;
}

/** A line of the audit log. */
export interface Change {
  readonly time: string;
  readonly user: string;
  readonly address: string;
  readonly action: string;
  readonly object: string;
  readonly before: string;
  readonly after: string;
}
