import { Skeleton } from '@mantine/core';
import type { CountByName, TsdbStatus } from '../../api/types';
import { useApi } from '../../api/useApi';
import { formatValue } from '../../chart/units';
import { Facts, type Fact } from '../../components/Facts';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import classes from './TsdbSection.module.css';

const countOf = (head: TsdbStatus['headStats']) => head?.numSeries ?? 0;

function Head({ head }: { head: NonNullable<TsdbStatus['headStats']> }) {
  const t = useStrings().status;
  const format = useFormat();
  const count = (name: string, value: number | undefined): Fact[] =>
    value === undefined ? [] : [{ name, value: format.count(value) }];
  // An empty store says the smallest and largest numbers there are.
  const instant = (name: string, millis: number | undefined): Fact[] =>
    millis === undefined || Math.abs(millis) > 8e15
      ? []
      : [{ name, value: <time title={format.exact(millis)}>{format.dateTime(millis)}</time> }];
  return (
    <Facts
      wide
      facts={[
        ...count(t.series, head.numSeries),
        ...count(t.labelPairs, head.numLabelPairs),
        ...count(t.chunks, head.chunkCount),
        ...instant(t.from, head.minTime),
        ...instant(t.to, head.maxTime),
      ]}
    />
  );
}

function TopTable({
  title,
  entries,
  bytes = false,
}: {
  title: string;
  entries: readonly CountByName[];
  bytes?: boolean;
}) {
  const t = useStrings().table;
  const format = useFormat();
  const largest = Math.max(1, ...entries.map(({ value }) => value));
  const write = (value: number) =>
    bytes ? formatValue(value, { quantity: 'bytes', perSecond: false }) : format.count(value);
  return (
    <section className={classes['top']}>
      <h2>{title}</h2>
      <table>
        <colgroup>
          <col />
          <col className={classes['numbers']} />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.value}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ name, value }) => (
            <tr
              key={name}
              style={{ '--share': `${(100 * value) / largest}%` } as React.CSSProperties}
            >
              <td title={name}>
                <code>{name}</code>
              </td>
              <td className="number">{write(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How much is stored, and which names take the most of it. */
export function TsdbSection() {
  const t = useStrings().status;
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<TsdbStatus>({ path: 'status/tsdb', tick });
  const data = answer?.data;
  return (
    <div className={classes['section']}>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={320} />}
      {data && countOf(data.headStats) === 0 && (
        <p className={classes['empty']}>{t.nothingStored}</p>
      )}
      {data?.headStats && countOf(data.headStats) > 0 && <Head head={data.headStats} />}
      {data && (
        <div className={classes['tops']}>
          {data.seriesCountByMetricName && (
            <TopTable title={t.topMetrics} entries={data.seriesCountByMetricName} />
          )}
          {data.labelValueCountByLabelName && (
            <TopTable title={t.topLabels} entries={data.labelValueCountByLabelName} />
          )}
          {data.seriesCountByLabelValuePair && (
            <TopTable title={t.topPairs} entries={data.seriesCountByLabelValuePair} />
          )}
          {data.memoryInBytesByLabelName && (
            <TopTable title={t.topMemory} entries={data.memoryInBytesByLabelName} bytes />
          )}
        </div>
      )}
    </div>
  );
}
