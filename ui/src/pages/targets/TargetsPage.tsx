import { SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { ScrapePools, TargetHealth, Targets } from '../../api/types';
import { useApi } from '../../api/useApi';
import { SearchIcon } from '../../components/icons';
import { Problem } from '../../components/Problem';
import { StatusMark, type Status } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { NoMatch } from '../../components/NoMatch';
import { PoolSection } from './PoolSection';
import { countByHealth, filterPools, poolsOf, type Pool, type TargetFilter } from './pools';
import classes from './TargetsPage.module.css';

const healths: readonly TargetHealth[] = ['down', 'unknown', 'up'];

function readFilter(params: URLSearchParams): TargetFilter {
  const health = healths.find((each) => each === params.get('health'));
  return { search: params.get('search') ?? '', health };
}

function usePools() {
  const { tick, refresh } = usePageClock();
  const targets = useApi<Targets>({ path: 'targets', tick });
  const names = useApi<ScrapePools>({ path: 'scrape_pools', tick });
  const pools = useMemo(
    () => targets.answer && poolsOf(targets.answer.data, names.answer?.data.scrapePools ?? []),
    [targets.answer, names.answer],
  );
  return { pools, targets, refresh };
}

function Summary({ targets }: { targets: Targets }) {
  const t = useStrings().targets;
  const { up, down, unknown } = countByHealth(targets.activeTargets);
  const status: Status = down > 0 ? 'critical' : unknown > 0 ? 'unknown' : 'ok';
  return <StatusMark status={status} label={t.upOf(up, up + down + unknown)} />;
}

function Filters({ targets, filter }: { targets: Targets; filter: TargetFilter }) {
  const t = useStrings().targets;
  const counts = countByHealth(targets.activeTargets);
  return (
    <div className={classes['filters']} data-page-search>
      <TextInput
        className={classes['search'] ?? ''}
        aria-label={t.search}
        placeholder={t.search}
        leftSection={<SearchIcon size={14} />}
        value={filter.search}
        onChange={(event) => changeParams({ search: event.currentTarget.value || null }, 'replace')}
      />
      <SegmentedControl
        aria-label={t.filter}
        value={filter.health ?? 'all'}
        onChange={(health) => changeParams({ health: health === 'all' ? null : health }, 'replace')}
        data={[
          { value: 'all', label: t.all(targets.activeTargets.length) },
          ...healths.map((health) => ({
            value: health,
            label: t.healthCount[health](counts[health]),
          })),
        ]}
      />
    </div>
  );
}

const exampleJob = `scrape_configs:
  - job_name: node
    static_configs:
      - targets: ['127.0.0.1:9100']`;

function NoPools() {
  const t = useStrings().targets;
  return (
    <div className={classes['none']}>
      <p>{t.none}</p>
      <p>{t.noneHow}</p>
      <pre>{exampleJob}</pre>
    </div>
  );
}

function PoolList({
  pools,
  filter,
  nowMillis,
}: {
  pools: readonly Pool[];
  filter: TargetFilter;
  nowMillis: number;
}) {
  if (pools.length === 0) return <NoPools />;
  const shown = filterPools(pools, filter);
  if (shown.length === 0)
    return (
      <NoMatch
        text={filter.search || (filter.health ?? '')}
        clear={() => changeParams({ search: null, health: null })}
      />
    );
  return shown.map((pool) => <PoolSection key={pool.name} pool={pool} nowMillis={nowMillis} />);
}

/** What is scraped and how that goes: jobs with trouble first, every failure with its reason and remedy. */
export default function TargetsPage() {
  const t = useStrings();
  const filter = readFilter(usePlace().params);
  const { pools, targets, refresh } = usePools();
  const { answer, problem, loading } = targets;
  return (
    <div className={classes['page']}>
      <div className={classes['title']}>
        <h1>{t.pages.targets}</h1>
        {answer && answer.data.activeTargets.length > 0 && <Summary targets={answer.data} />}
      </div>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={320} />}
      {answer && <Filters targets={answer.data} filter={filter} />}
      {pools && answer && (
        <PoolList pools={pools} filter={filter} nowMillis={answer.receivedAtMillis} />
      )}
    </div>
  );
}
