import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import type { ScrapePools, TargetHealth, Targets } from '../../api/types';
import { useApi } from '../../api/useApi';
import { FilterBar } from '../../components/FilterBar';
import { ListPage } from '../../components/ListPage';
import { NoMatch } from '../../components/NoMatch';
import { NothingYet } from '../../components/NothingYet';
import { Problem } from '../../components/Problem';
import { StatusMark, type Status } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { PoolSection } from './PoolSection';
import { countByHealth, filterPools, poolsOf, type Pool, type TargetFilter } from './pools';

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
    <FilterBar
      search={filter.search}
      searchLabel={t.search}
      param="health"
      choice={filter.health}
      choices={healths.map((health) => ({
        value: health,
        label: t.healthCount[health](counts[health]),
      }))}
      choiceLabel={t.filter}
      allLabel={t.all(targets.activeTargets.length)}
    />
  );
}

const exampleJob = `scrape_configs:
  - job_name: node
    static_configs:
      - targets: ['127.0.0.1:9100']`;

function NoPools() {
  const t = useStrings().targets;
  return <NothingYet what={t.none} how={t.noneHow} example={exampleJob} />;
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
    <ListPage
      title={t.pages.targets}
      summary={answer && answer.data.activeTargets.length > 0 && <Summary targets={answer.data} />}
    >
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={320} />}
      {answer && <Filters targets={answer.data} filter={filter} />}
      {pools && answer && (
        <PoolList pools={pools} filter={filter} nowMillis={answer.receivedAtMillis} />
      )}
    </ListPage>
  );
}
