import type { RuleGroup, Rule, RuntimeInfo, Target, Targets } from '../../api/types';
import type { Status } from '../../components/StatusMark';
import type { ListedAlert } from '../alerts/alerts';
import { byTrouble } from '../health/services';
import type { Service } from '../health/types';

/** How many rows a part of the overview shows; the page of its own has the rest. */
export const shownAtMost = 8;

export type Loudness = Extract<Status, 'critical' | 'warning' | 'info'>;

/** How many alerts fire, by how bad they are. */
export function firingBySeverity(alerts: readonly ListedAlert[]): Record<Loudness, number> {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { alert, severity } of alerts) {
    const { status } = severity;
    if (alert.state === 'firing' && status in counts) counts[status as Loudness]++;
  }
  return counts;
}

/** The targets of one job that do not answer. */
export interface DownJob {
  readonly job: string;
  readonly down: readonly Target[];
  readonly all: number;
}

/** Jobs with targets that do not answer, those with the largest share first. */
export function downJobs({ activeTargets }: Targets): DownJob[] {
  const jobs = new Set(activeTargets.map(({ scrapePool }) => scrapePool));
  return [...jobs]
    .map((job) => {
      const targets = activeTargets.filter(({ scrapePool }) => scrapePool === job);
      return { job, down: targets.filter(({ health }) => health === 'down'), all: targets.length };
    })
    .filter(({ down }) => down.length > 0)
    .sort((a, b) => b.down.length / b.all - a.down.length / a.all || a.job.localeCompare(b.job));
}

/** Services that somebody should look at, the worst first; not those that only wait for another. */
export function unwellServices(services: readonly Service[]): Service[] {
  return byTrouble(services).filter(
    ({ status, blockedBy }) =>
      (status === 'unhealthy' || status === 'degraded') && blockedBy.length === 0,
  );
}

export interface FailingRule {
  readonly rule: Rule;
  readonly group: RuleGroup;
}

/** Rules whose last evaluation failed: what they watch is not watched. */
export function failingRules(groups: readonly RuleGroup[]): FailingRule[] {
  return groups.flatMap((group) =>
    group.rules.filter(({ health }) => health === 'err').map((rule) => ({ rule, group })),
  );
}

/** How many rules watch for something. */
export function alertingRules(groups: readonly RuleGroup[]): number {
  return groups.reduce(
    (sum, { rules }) => sum + rules.filter(({ type }) => type === 'alerting').length,
    0,
  );
}

export interface ServerTroubles {
  readonly reloadFailed: boolean;
  readonly damagedFiles: number;
}

export function serverTroubles(info: RuntimeInfo | undefined): ServerTroubles {
  return {
    reloadFailed: info?.['reloadConfigSuccess'] === false,
    damagedFiles: Number(info?.['corruptionCount'] ?? 0),
  };
}
