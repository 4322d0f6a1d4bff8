import type { DroppedTarget, PoolProblem, Target, TargetHealth, Targets } from '../../api/types';

/** The targets of one job. */
export interface Pool {
  readonly name: string;
  readonly targets: readonly Target[];
  readonly dropped: readonly DroppedTarget[];
  /** All that were dropped: the server keeps only some of them for showing. */
  readonly droppedCount: number;
  readonly problems: readonly PoolProblem[];
}

const trouble: Readonly<Record<TargetHealth, number>> = { down: 0, unknown: 1, up: 2 };

function byTrouble(a: Target, b: Target): number {
  return trouble[a.health] - trouble[b.health] || a.scrapeUrl.localeCompare(b.scrapeUrl);
}

/** 0 is the worst: something failed; then what is not known; then what has no target; then all is well. */
function troubleOf({ targets, problems }: Pool): number {
  if (problems.length > 0 || targets.some(({ health }) => health === 'down')) return 0;
  if (targets.some(({ health }) => health === 'unknown')) return 1;
  return targets.length === 0 ? 2 : 3;
}

function poolOfDropped({ scrapePool, discoveredLabels }: DroppedTarget): string {
  return scrapePool ?? discoveredLabels['job'] ?? '';
}

/** The jobs with their targets, worst first; jobs without any target included. */
export function poolsOf(answer: Targets, poolNames: readonly string[]): Pool[] {
  const { activeTargets, droppedTargets, droppedTargetCounts = {}, poolProblems = [] } = answer;
  const names = new Set([
    ...poolNames,
    ...activeTargets.map(({ scrapePool }) => scrapePool),
    ...droppedTargets.map(poolOfDropped),
  ]);
  return [...names]
    .map((name): Pool => {
      const dropped = droppedTargets.filter((target) => poolOfDropped(target) === name);
      return {
        name,
        targets: activeTargets.filter(({ scrapePool }) => scrapePool === name).sort(byTrouble),
        dropped,
        droppedCount: Math.max(droppedTargetCounts[name] ?? 0, dropped.length),
        problems: poolProblems.filter(({ scrapePool }) => scrapePool === name),
      };
    })
    .sort((a, b) => troubleOf(a) - troubleOf(b) || a.name.localeCompare(b.name));
}

export interface TargetFilter {
  readonly search: string;
  readonly health: TargetHealth | undefined;
}

function saysText({ scrapeUrl, labels, lastError, scrapePool }: Target, lower: string): boolean {
  const texts = [
    scrapeUrl,
    lastError,
    scrapePool,
    ...Object.entries(labels).map(([name, value]) => `${name}="${value}"`),
  ];
  return texts.some((text) => text.toLowerCase().includes(lower));
}

/** The pools with only the targets asked for; a pool that has none of them is left out. */
export function filterPools(pools: readonly Pool[], { search, health }: TargetFilter): Pool[] {
  if (search === '' && health === undefined) return [...pools];
  const lower = search.toLowerCase();
  return pools
    .map((pool) => ({
      ...pool,
      targets: pool.targets.filter(
        (target) => (health === undefined || target.health === health) && saysText(target, lower),
      ),
    }))
    .filter(
      (pool) =>
        pool.targets.length > 0 ||
        (health === undefined && search !== '' && pool.name.toLowerCase().includes(lower)),
    );
}

export function countByHealth(targets: readonly Target[]): Record<TargetHealth, number> {
  const counts = { up: 0, down: 0, unknown: 0 };
  for (const { health } of targets) counts[health]++;
  return counts;
}
