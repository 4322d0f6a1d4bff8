import { Skeleton } from '@mantine/core';
import { useApi } from '../../../api/useApi';
import { Problem } from '../../../components/Problem';
import { useStrings } from '../../../i18n';
import { usePageClock } from '../../../state/clock';
import { usePlace } from '../../../state/location';
import classes from './Cardinality.module.css';
import { CostTable } from './CostTable';
import { Pager } from './Pager';
import type { ValuesAnswer } from './types';

/** The values of one label of a metric, those with most series first unless another order is asked for. */
export function ValuesView({ metric, label }: { metric: string; label: string }) {
  const t = useStrings().cardinality;
  const { params } = usePlace();
  const offset = params.get('offset') ?? '0';
  const sort = params.get('sort') ?? '';
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<ValuesAnswer>({
    path: 'status/cardinality',
    params: { metric, label, sort, offset },
    tick,
  });
  const data =
    answer?.data.label === label && answer.data.metric === metric ? answer.data : undefined;
  return (
    <>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {(loading || (answer && !data)) && <Skeleton height={320} />}
      {data?.total === 0 && <p className={classes['none']}>{t.noneOfMetric(metric)}</p>}
      {data && data.values.length > 0 && (
        <CostTable what={t.value} rows={data.values} nowMillis={answer?.receivedAtMillis ?? 0} />
      )}
      {data && <Pager page={data} />}
    </>
  );
}
