import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../../api/client';
import type { InstantSeries, Labels, QueryResult } from '../../api/types';
import { seriesName } from '../../lib/seriesName';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import type { Dashboard, Variable } from '../model/types';
import { builtInVariables, stepMillisFor, usualScrapeMillis } from '../variables/builtIn';
import { readRegex } from '../variables/options';
import type { VariableQuestion } from '../variables/questions';
import { resolveVariables, type Choice, type Chosen } from '../variables/resolve';

// Choices beyond these nobody scrolls through, and the address would not hold them.
const mostValues = 5_000;

function seriesText({ metric, value }: InstantSeries): string {
  return `${seriesName(metric)} ${value?.[1] ?? ''} ${(value?.[0] ?? 0) * 1_000}`;
}

async function metricNames(pattern: string, time: object, signal: AbortSignal): Promise<string[]> {
  const { data } = await ask<string[]>('label/__name__/values', { ...time }, signal);
  // Grafana looks for the pattern anywhere in the name.
  const regex = readRegex(`/${pattern}/`);
  return data.filter((name) => regex?.test(name) === true);
}

/** Asks the server what a variable wants to know, within a stretch of time. */
async function answerOf(
  question: VariableQuestion,
  startMillis: number,
  endMillis: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const time = { start: Math.floor(startMillis / 1_000), end: Math.ceil(endMillis / 1_000) };
  switch (question.kind) {
    case 'labelNames':
      return (
        await ask<string[]>(
          'labels',
          { ...time, ...(question.pattern !== '' && { 'match[]': question.pattern }) },
          signal,
        )
      ).data;
    case 'labelValues':
      return (
        await ask<string[]>(
          `label/${encodeURIComponent(question.label)}/values`,
          {
            ...time,
            limit: mostValues,
            ...(question.selector !== '' && { 'match[]': question.selector }),
          },
          signal,
        )
      ).data;
    case 'metrics':
      return metricNames(question.pattern, time, signal);
    case 'queryResult': {
      const { data } = await ask<QueryResult>(
        'query',
        { query: question.expression, time: time.end },
        signal,
      );
      if (data.resultType === 'vector') return data.result.map(seriesText);
      return data.resultType === 'matrix' ? [] : [data.result[1]];
    }
    case 'series':
      return (
        await ask<Labels[]>(
          'series',
          { ...time, 'match[]': question.selector, limit: mostValues },
          signal,
        )
      ).data.map(seriesName);
  }
}

function chosenIn(params: URLSearchParams, variables: readonly Variable[]): Chosen {
  return new Map(
    variables.flatMap(({ name }) => {
      const values = params.getAll(`var-${name}`);
      return values.length === 0 ? [] : [[name, values] as const];
    }),
  );
}

export interface Variables {
  /** Undefined before the first answer. */
  readonly choices: ReadonlyMap<string, Choice> | undefined;
  readonly chosen: Chosen;
  readonly choose: (name: string, values: readonly string[]) => void;
}

const none: ReadonlyMap<string, Choice> = new Map();

/** The variables of a dashboard: what can be chosen, and what the address says is. */
export function useVariables({ variables, uid, title }: Dashboard): Variables {
  const { params } = usePlace();
  const { startMillis, endMillis, range, tick } = usePageClock();
  const chosen = useMemo(() => chosenIn(params, variables), [params, variables]);
  const rangeMillis = range.rangeMillis;
  const followsTime = variables.some((variable) => variable.followsTime);
  const { data } = useQuery({
    queryKey: [
      'variables',
      uid,
      title,
      // While they are edited, the same dashboard has others.
      variables,
      [...chosen],
      rangeMillis,
      followsTime ? (range.endMillis ?? tick) : 0,
    ],
    queryFn: ({ signal }) =>
      resolveVariables(
        variables,
        chosen,
        builtInVariables({
          startMillis,
          endMillis,
          stepMillis: stepMillisFor(rangeMillis, 1_000, usualScrapeMillis),
          smallestMillis: usualScrapeMillis,
          dashboard: { uid, title },
        }),
        rangeMillis,
        (question) => answerOf(question, startMillis, endMillis, signal),
      ),
    enabled: variables.length > 0,
    placeholderData: keepPreviousData,
  });
  return {
    choices: variables.length === 0 ? none : data,
    chosen,
    choose: (name, values) => changeVariable(name, values),
  };
}

function changeVariable(name: string, values: readonly string[]): void {
  changeParams({ [`var-${name}`]: values.length === 0 ? null : [...values] });
}
