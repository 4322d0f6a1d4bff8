import type { Labels } from '../../api/types';
import { seriesName } from '../../lib/seriesName';

/** What `rules/replay` answers, as far as it is shown. */
export interface Replay {
  readonly from: string;
  readonly to: string;
  readonly alerts: readonly {
    readonly time: string;
    readonly state: string;
    readonly labels: Labels;
    readonly value: string | number;
  }[];
  readonly notifications: readonly unknown[];
  readonly problems: readonly { readonly error: string; readonly failures: number }[];
}

/** A stretch of time during which an alert was pending or fired. */
export interface Stretch {
  readonly state: 'pending' | 'firing';
  readonly startMillis: number;
  readonly endMillis: number;
}

export interface AlertTrack {
  readonly name: string;
  readonly stretches: readonly Stretch[];
  readonly firings: number;
  readonly firingMillis: number;
}

export interface BackTest {
  readonly startMillis: number;
  readonly endMillis: number;
  /** Those that would have fired longest first. */
  readonly tracks: readonly AlertTrack[];
  readonly firings: number;
  readonly messages: number;
  readonly problem: string | undefined;
}

const begins: Readonly<Record<string, Stretch['state']>> = {
  was_pending: 'pending',
  was_firing: 'firing',
  pending: 'pending',
  firing: 'firing',
};

/** Changes of states as stretches of time, alert by alert. */
export function backTestOf(replay: Replay): BackTest {
  const startMillis = Date.parse(replay.from);
  const endMillis = Date.parse(replay.to);
  const byAlert = new Map<string, Stretch[]>();
  const open = new Map<string, { state: Stretch['state']; since: number }>();
  const close = (name: string, at: number) => {
    const before = open.get(name);
    if (before !== undefined && at > before.since)
      byAlert.get(name)?.push({ state: before.state, startMillis: before.since, endMillis: at });
    open.delete(name);
  };
  const ordered = replay.alerts.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
  for (const { time, state, labels } of ordered) {
    const { alertname, ...rest } = labels;
    const name = Object.keys(rest).length === 0 ? (alertname ?? '') : seriesName(rest);
    const at = Math.max(startMillis, Date.parse(time));
    if (!byAlert.has(name)) byAlert.set(name, []);
    close(name, at);
    const next = begins[state];
    if (next !== undefined) open.set(name, { state: next, since: at });
  }
  for (const name of [...open.keys()]) close(name, endMillis);
  const tracks = [...byAlert]
    .map(([name, stretches]): AlertTrack => {
      const firing = stretches.filter(({ state }) => state === 'firing');
      return {
        name,
        stretches,
        firings: firing.length,
        firingMillis: firing.reduce((sum, each) => sum + each.endMillis - each.startMillis, 0),
      };
    })
    .toSorted((a, b) => b.firingMillis - a.firingMillis || b.firings - a.firings);
  return {
    startMillis,
    endMillis,
    tracks,
    firings: tracks.reduce((sum, { firings }) => sum + firings, 0),
    messages: replay.notifications.length,
    problem: replay.problems[0]?.error,
  };
}
