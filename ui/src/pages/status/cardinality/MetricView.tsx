import { Skeleton } from '@mantine/core';
import { useApi } from '../../../api/useApi';
import { formatValue } from '../../../chart/units';
import { Facts } from '../../../components/Facts';
import { Link } from '../../../components/Link';
import { Problem } from '../../../components/Problem';
import { StatusMark } from '../../../components/StatusMark';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import { usePageClock } from '../../../state/clock';
import classes from './Cardinality.module.css';
import { share } from './CostTable';
import { LastQueried } from './LastQueried';
import type { LabelUse, MetricAnswer } from './types';

function LabelTable({ metric, labels }: { metric: string; labels: readonly LabelUse[] }) {
  const t = useStrings().cardinality;
  const format = useFormat();
  const largest = Math.max(...labels.map(({ values }) => values));
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{t.label}</th>
          <th scope="col">{t.values}</th>
          <th scope="col">{t.series}</th>
        </tr>
      </thead>
      <tbody>
        {labels.map(({ name, values, series, unbounded }) => (
          <tr key={name} style={share(values, largest)}>
            <th scope="row">
              <Link to="/cardinality" params={{ metric, label: name }} title={t.open(name)}>
                <code>{name}</code>
              </Link>
              {unbounded && (
                <StatusMark status="warning" label={t.kinds[unbounded.kind] ?? unbounded.kind} />
              )}
            </th>
            <td data-column={t.values} className="number">
              {format.count(values)}
            </td>
            <td data-column={t.series} className="number">
              {format.count(series)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One metric: what it costs, and which of its labels take how many values. */
export function MetricView({ metric }: { metric: string }) {
  const t = useStrings().cardinality;
  const format = useFormat();
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<MetricAnswer>({
    path: 'status/cardinality',
    params: { metric },
    tick,
  });
  const data = answer?.data.metric === metric ? answer.data : undefined;
  return (
    <>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {(loading || (answer && !data)) && <Skeleton height={320} />}
      {data && (
        <Facts
          wide
          facts={[
            { name: t.series, value: format.count(data.series) },
            { name: t.rate, value: format.count(Number(data.samplesPerSecond.toPrecision(3))) },
            {
              name: t.bytes,
              value: formatValue(data.bytes, { quantity: 'bytes', perSecond: false }),
            },
            {
              name: t.lastQueried,
              value: (
                <LastQueried
                  at={data.lastQueried}
                  since={data.queriesSince}
                  nowMillis={answer?.receivedAtMillis ?? 0}
                />
              ),
            },
          ]}
        />
      )}
      {data?.series === 0 && <p className={classes['none']}>{t.noneOfMetric(metric)}</p>}
      {data && data.labels.length > 0 && <LabelTable metric={metric} labels={data.labels} />}
    </>
  );
}
