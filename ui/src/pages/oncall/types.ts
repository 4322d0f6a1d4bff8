import type { Labels } from '../../api/types';

export interface Shift {
  readonly user: string;
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly override: boolean;
  /** Whose turn it is in, where rotations have names. */
  readonly rotation?: string;
}

/** Who is on call, as `/oncall` says. */
export interface OnCallNow {
  readonly schedule: string;
  readonly timeZone: string;
  readonly current?: Shift;
  readonly next?: Shift;
}

/** A silence, as `/silences` lists it. */
export interface Silence {
  readonly id: string;
  readonly state: 'active' | 'pending' | 'expired';
  /** Several sets, of which one has to match. */
  readonly matchers: readonly (readonly string[])[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly author: string;
  readonly comment: string;
  readonly recurrence?: { readonly rrule: string; readonly duration: string };
  readonly untilResolved: boolean;
  readonly window?: { readonly start: string; readonly end: string };
  readonly hidden: { readonly alerts: number; readonly messages: number; readonly now: number };
}

/** What a silence would hide. */
export interface Preview {
  readonly firing: number;
  readonly hidden: number;
  readonly alerts: readonly { readonly fingerprint: string; readonly labels: Labels }[];
  /** Why it is too broad; empty if it is not. */
  readonly refusal: string;
}
