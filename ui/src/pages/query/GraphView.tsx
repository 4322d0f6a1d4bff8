import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import type { Answer } from '../../api/client';
import type { QueryResult } from '../../api/types';
import { useApi } from '../../api/useApi';
import { alignedSteps, columnsOf, stepSecondsFor, type ChartColumns } from '../../chart/columns';
import { SeriesChart } from '../../chart/SeriesChart';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { unitOfExpression } from '../../promql/unit';
import { usePageClock } from '../../state/clock';
import { EmptyResult } from './EmptyResult';
import { ExemplarList } from './ExemplarList';
import { ResultBar } from './ResultBar';
import type { ViewProps } from './view';
import { useExemplars } from './useExemplars';
import { useZoom } from './useZoom';

const chartHeight = 360;

function useColumns(answer: Answer<QueryResult> | undefined): ChartColumns | undefined {
  return useMemo(() => {
    if (answer?.data.resultType !== 'matrix') return undefined;
    const { start, end, step } = answer.asked;
    return columnsOf(answer.data.result, {
      startSeconds: Number(start),
      endSeconds: Number(end),
      stepSeconds: Number(step),
    });
  }, [answer]);
}

/** The expression over the page's time range. */
export function GraphView({ panel, views, explain }: ViewProps) {
  const t = useStrings();
  const { startMillis, endMillis, range, tick, refresh } = usePageClock();
  const stepSeconds = panel.stepSeconds ?? stepSecondsFor(range.rangeMillis);
  const { startSeconds: start, endSeconds: end } = alignedSteps(
    startMillis,
    endMillis,
    stepSeconds,
  );
  const state = useApi<QueryResult>({
    path: 'query_range',
    params: { query: panel.expression, step: stepSeconds },
    moment: { start, end },
    tick,
  });
  const columns = useColumns(state.answer);
  const unit = useMemo(() => unitOfExpression(panel.expression), [panel.expression]);
  const zoom = useZoom();
  const exemplars = useExemplars(panel, { start, end }, tick);
  const isEmpty = columns?.series.length === 0 && columns.histogramSeries === 0;
  return (
    <>
      <ResultBar
        state={state}
        count={columns && columns.series.length + columns.histogramSeries}
        detail={t.query.step(
          readableDuration(Number(state.answer?.asked['step'] ?? stepSeconds) * 1_000),
        )}
      >
        {views}
      </ResultBar>
      {state.problem && <Problem problem={state.problem} onRetry={refresh} />}
      {state.loading && <Skeleton height={chartHeight} />}
      {columns && !isEmpty && (
        <SeriesChart
          columns={columns}
          marks={exemplars.marks}
          unit={unit}
          stacked={panel.stacked}
          height={chartHeight}
          label={panel.expression}
          {...zoom}
        />
      )}
      {exemplars.problem && <Problem problem={exemplars.problem} onRetry={refresh} />}
      {exemplars.found && !isEmpty && <ExemplarList found={exemplars.found} />}
      {isEmpty && (
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
