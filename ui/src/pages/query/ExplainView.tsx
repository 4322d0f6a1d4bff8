import { SegmentedControl, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Params } from '../../api/client';
import { useApi } from '../../api/useApi';
import { alignedSteps, stepSecondsFor } from '../../chart/columns';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import { ExplainTree } from './explain/ExplainTree';
import { rowsOf } from './explain/rows';
import type { ExplainAnswer } from './explain/types';
import classes from './ExplainView.module.css';
import type { Panel } from './panels';
import { ResultBar } from './ResultBar';
import type { ViewProps } from './view';

type Over = 'range' | 'instant';

function useExplanation({ expression, stepSeconds: chosen }: Panel, over: Over) {
  const { startMillis, endMillis, range, tick } = usePageClock();
  const stepSeconds = chosen ?? stepSecondsFor(range.rangeMillis);
  const steps = alignedSteps(startMillis, endMillis, stepSeconds);
  return useApi<ExplainAnswer>({
    path: 'explain',
    params: { query: expression, ...(over === 'range' && { step: stepSeconds }) },
    moment:
      over === 'range'
        ? { start: steps.startSeconds, end: steps.endSeconds }
        : { time: endMillis / 1_000 },
    tick,
  });
}

function OverChoice({ over, choose }: { over: Over; choose: (over: Over) => void }) {
  const t = useStrings().explain;
  return (
    <SegmentedControl
      aria-label={t.over}
      value={over}
      onChange={choose}
      data={[
        { value: 'range', label: t.overRange },
        { value: 'instant', label: t.overInstant },
      ]}
    />
  );
}

/** How the expression is answered: as for the graph, or as for the table. */
export function ExplainView({ panel, views }: ViewProps) {
  const t = useStrings();
  const format = useFormat();
  const { refresh } = usePageClock();
  const [over, setOver] = useState<Over>('range');
  const state = useExplanation(panel, over);
  const { answer, problem, loading } = state;
  const rows = useMemo(
    () => answer && rowsOf(answer.data.tree, String(answer.asked['query'])),
    [answer],
  );
  const detail = ({ step, time }: Params) =>
    step === undefined
      ? t.query.at(format.dateTime(Number(time) * 1_000))
      : t.query.step(readableDuration(Number(step) * 1_000));
  return (
    <>
      <ResultBar
        state={state}
        count={answer?.data.tree.explain?.seriesOut}
        detail={answer ? detail(answer.asked) : ''}
      >
        <div className={classes['choices']}>
          {views}
          <OverChoice over={over} choose={setOver} />
        </div>
      </ResultBar>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={160} />}
      {answer?.data.error && (
        <div className={classes['error']} role="alert">
          <StatusMark status="critical" label={t.explain.failed} />
          <p>{answer.data.error.message}</p>
        </div>
      )}
      {rows && <ExplainTree key={String(answer?.asked['query'])} rows={rows} />}
    </>
  );
}
