import { Skeleton } from '@mantine/core';
import type { InstantSeries, QueryResult, RangeSeries, SamplePair } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Problem } from '../../components/Problem';
import { VirtualRows } from '../../components/VirtualRows';
import { useStrings, type Strings } from '../../i18n';
import { seriesName } from '../../lib/seriesName';
import { useFormat } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import { EmptyResult } from './EmptyResult';
import { ResultBar } from './ResultBar';
import type { ViewProps } from './view';
import { SeriesLabel } from './SeriesLabel';
import classes from './TableView.module.css';

interface Row {
  readonly labels: InstantSeries['metric'];
  readonly value: string;
  /** Unix seconds of the value; several values say their own times. */
  readonly seconds: number | undefined;
}

function instantRow({ metric, value, histogram }: InstantSeries, t: Strings['query']): Row {
  if (histogram)
    return {
      labels: metric,
      value: t.histogramOf(histogram[1].count, histogram[1].sum),
      seconds: histogram[0],
    };
  return { labels: metric, value: value?.[1] ?? '', seconds: value?.[0] };
}

function writePair([seconds, value]: SamplePair): string {
  return `${value} @${seconds}`;
}

function rangeRow({ metric, values = [], histograms = [] }: RangeSeries, t: Strings['query']): Row {
  const lines = [
    ...values.map(writePair),
    ...histograms.map(([seconds, { count, sum }]) => `${t.histogramOf(count, sum)} @${seconds}`),
  ];
  return { labels: metric, value: lines.join('\n'), seconds: undefined };
}

function rowsOf(data: QueryResult, t: Strings['query']): Row[] {
  switch (data.resultType) {
    case 'vector':
      return data.result.map((series) => instantRow(series, t));
    case 'matrix':
      return data.result.map((series) => rangeRow(series, t));
    case 'scalar':
    case 'string':
      return [{ labels: {}, value: data.result[1], seconds: data.result[0] }];
  }
}

function ResultTable({ rows, multiline }: { rows: Row[]; multiline: boolean }) {
  const t = useStrings().query;
  const rowOf = (index: number) => {
    const { labels, value } = rows[index] as Row;
    return (
      <div className={classes['row']} role="row" data-multiline={multiline}>
        <span role="cell" className={classes['series']} title={seriesName(labels)}>
          <SeriesLabel labels={labels} />
        </span>
        <span role="cell" className={classes['value']}>
          {value}
        </span>
      </div>
    );
  };
  return (
    <div role="table" className={classes['table']} aria-rowcount={rows.length}>
      <div className={classes['head']} role="row">
        <span role="columnheader">{t.seriesColumn}</span>
        <span role="columnheader">{t.value}</span>
      </div>
      {multiline ? (
        // Rows of different heights cannot be placed by number; there are few of them.
        <div role="rowgroup">
          {rows.map((_, index) => (
            <div key={index}>{rowOf(index)}</div>
          ))}
        </div>
      ) : (
        <VirtualRows count={rows.length} rowHeight={32} maxHeight={640}>
          {rowOf}
        </VirtualRows>
      )}
    </div>
  );
}

/** The expression at the end of the page's time range. */
export function TableView({ panel, views, explain }: ViewProps) {
  const t = useStrings().query;
  const format = useFormat();
  const { startMillis, endMillis, tick, refresh } = usePageClock();
  const state = useApi<QueryResult>({
    path: 'query',
    params: { query: panel.expression },
    moment: { time: endMillis / 1_000 },
    tick,
  });
  const data = state.answer?.data;
  const rows = data && rowsOf(data, t);
  const time = Number(state.answer?.asked['time'] ?? endMillis / 1_000) * 1_000;
  return (
    <>
      <ResultBar state={state} count={rows?.length} detail={t.at(format.dateTime(time))}>
        {views}
      </ResultBar>
      {state.problem && <Problem problem={state.problem} onRetry={refresh} />}
      {state.loading && <Skeleton height={160} />}
      {rows && rows.length > 0 && (
        <ResultTable rows={rows} multiline={data.resultType === 'matrix'} />
      )}
      {rows?.length === 0 && (
        <EmptyResult
          expression={panel.expression}
          startMillis={startMillis}
          endMillis={endMillis}
          explain={explain}
        />
      )}
    </>
  );
}
