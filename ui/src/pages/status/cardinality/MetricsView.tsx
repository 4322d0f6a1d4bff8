import { Skeleton, TextInput } from '@mantine/core';
import { useApi } from '../../../api/useApi';
import { Facts } from '../../../components/Facts';
import { SearchIcon } from '../../../components/icons';
import { NoMatch } from '../../../components/NoMatch';
import { Problem } from '../../../components/Problem';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import { usePageClock } from '../../../state/clock';
import { changeParams, usePlace } from '../../../state/location';
import { Budgets } from './Budgets';
import classes from './Cardinality.module.css';
import { CostTable } from './CostTable';
import { Pager } from './Pager';
import type { MetricsAnswer } from './types';
import { UnboundedLabels } from './UnboundedLabels';

/** All metrics, those with most series first unless another order is asked for. */
export function MetricsView() {
  const t = useStrings().cardinality;
  const format = useFormat();
  const { params } = usePlace();
  const search = params.get('search') ?? '';
  const offset = params.get('offset') ?? '0';
  const sort = params.get('sort') ?? '';
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<MetricsAnswer>({
    path: 'status/cardinality',
    params: { search, sort, offset },
    tick,
  });
  const data = answer?.data;
  const empty = data?.total === 0;
  return (
    <>
      <div data-page-search>
        <TextInput
          maw={420}
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<SearchIcon size={14} />}
          value={search}
          onChange={(event) =>
            changeParams({ search: event.currentTarget.value || null, offset: null }, 'replace')
          }
        />
      </div>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={480} />}
      {data && <Facts wide facts={[{ name: t.active, value: format.count(data.activeSeries) }]} />}
      {data && <Budgets budgets={data.budgets} />}
      {data && <UnboundedLabels labels={data.unboundedLabels} />}
      {empty && search === '' && <p className={classes['none']}>{t.none}</p>}
      {empty && search !== '' && (
        <NoMatch text={search} clear={() => changeParams({ search: null })} />
      )}
      {data && data.metrics.length > 0 && (
        <CostTable
          what={t.metric}
          rows={data.metrics}
          paramsOf={(metric) => ({ metric })}
          queriesSince={data.queriesSince}
          nowMillis={answer.receivedAtMillis}
        />
      )}
      {data && <Pager page={data} />}
    </>
  );
}
