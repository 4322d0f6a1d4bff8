import { act, ask } from '../../api/client';
import type { DashboardAnswer, DashboardEntry, DashboardVersion } from '../listing';
import type { Draft } from './draft';

export interface Saving {
  readonly draft: Draft;
  readonly uid: string;
  readonly folder: string;
  readonly message: string;
  /** The version that was changed: if there is another one by now, nothing is saved. */
  readonly baseVersion: string;
}

/** Saves a dashboard in its place. Throws ApiProblem, with status 409 if somebody else saved meanwhile. */
export function save({ draft, uid, ...more }: Saving): Promise<DashboardEntry> {
  return act<DashboardEntry>('dashboards', {
    dashboard: { ...draft, uid },
    ...more,
    overwrite: true,
  });
}

/** Saves a dashboard as a new one. */
export function saveCopy(draft: Draft, title: string, folder: string): Promise<DashboardEntry> {
  const entries = Object.entries(draft).filter(([name]) => name !== 'uid' && name !== 'id');
  const dashboard = { ...Object.fromEntries(entries), title };
  return act<DashboardEntry>('dashboards', { dashboard, folder });
}

export function pathOf(uid: string): string {
  return `dashboards/${encodeURIComponent(uid)}`;
}

/** The dashboard as it is now. */
export async function newest(uid: string): Promise<DashboardAnswer> {
  return (await ask<DashboardAnswer>(pathOf(uid))).data;
}

export interface VersionList {
  readonly versions: readonly DashboardVersion[];
}
