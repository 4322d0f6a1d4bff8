import { useMemo } from 'react';
import type { ApiProblem } from '../../api/client';
import type { Exemplar, SeriesExemplars } from '../../api/types';
import { useApi } from '../../api/useApi';
import type { PlotMark } from '../../chart/plot';
import type { Panel } from './panels';

export interface Exemplars {
  /** The newest first; undefined while they are not asked for or not there. */
  readonly found: readonly Exemplar[] | undefined;
  readonly marks: readonly PlotMark[];
  readonly problem: ApiProblem | undefined;
}

/** Those of all series, the newest first. */
export function newestFirst(series: readonly SeriesExemplars[]): Exemplar[] {
  return series
    .flatMap(({ exemplars }) => exemplars)
    .toSorted((one, other) => other.timestamp - one.timestamp);
}

/** Exemplars of the series that a panel's expression reads, where the panel wants them. */
export function useExemplars(
  panel: Panel,
  moment: { start: number; end: number },
  tick: number,
): Exemplars {
  const { answer, problem } = useApi<readonly SeriesExemplars[]>({
    path: 'query_exemplars',
    params: { query: panel.expression },
    moment,
    tick,
    enabled: panel.exemplars,
  });
  const found = useMemo(() => answer && newestFirst(answer.data), [answer]);
  const marks = useMemo(
    () =>
      (found ?? [])
        .map(({ timestamp, value }) => ({ timeSeconds: timestamp, value: Number(value) }))
        .filter(({ value }) => Number.isFinite(value)),
    [found],
  );
  return { found, marks, problem };
}
