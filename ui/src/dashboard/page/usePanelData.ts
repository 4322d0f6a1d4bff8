import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask, type Answer } from '../../api/client';
import type { RangeResult, SeriesExemplars } from '../../api/types';
import { asProblem } from '../../api/useApi';
import type { ApiProblem } from '../../api/client';
import { distinguishValues, framesOf } from '../data/fromAnswer';
import type { Frame } from '../data/frame';
import { transform } from '../data/transform';
import type { Panel, Transformation } from '../model/types';
import { thinnedExemplars, type PanelExemplar } from '../data/exemplars';
import type { Question } from '../questions';

/** What is known of a panel's data. */
export interface PanelData {
  /** After the panel's transformations; undefined before the first answer. */
  readonly frames: readonly Frame[] | undefined;
  /** The first that went wrong; what the others answered is there nevertheless. */
  readonly problem: ApiProblem | undefined;
  /** What the server remarked. */
  readonly remarks: readonly string[];
  readonly fetching: boolean;
  /** Single observations to be drawn beside the series. */
  readonly exemplars: readonly PanelExemplar[];
  /** Each question with what became of it, for who looks closely. */
  readonly answers: readonly Answered[];
}

const none: readonly Answered[] = [];

/** A question with what became of it. */
export interface Answered {
  readonly question: Question;
  readonly answer: Answer<RangeResult> | undefined;
  readonly exemplars: readonly PanelExemplar[];
  readonly problem: ApiProblem | undefined;
}

/** They are an extra: a server that has none, or refuses, spoils no chart. */
async function askExemplars(question: Question, signal: AbortSignal): Promise<PanelExemplar[]> {
  const { expression, exemplars, steps } = question;
  if (!exemplars) return [];
  try {
    const { data } = await ask<readonly SeriesExemplars[]>(
      'query_exemplars',
      { query: expression, start: steps.startSeconds, end: steps.endSeconds },
      signal,
    );
    return thinnedExemplars(data, expression, steps.startSeconds, steps.endSeconds);
  } catch (error) {
    if (signal.aborted) throw error;
    return [];
  }
}

async function askOne(question: Question, signal: AbortSignal): Promise<Answered> {
  const { expression, instant, steps } = question;
  const { startSeconds, endSeconds, stepSeconds } = steps;
  const exemplars = askExemplars(question, signal);
  try {
    const answer = instant
      ? await ask<RangeResult>('query', { query: expression, time: endSeconds }, signal)
      : await ask<RangeResult>(
          'query_range',
          {
            query: expression,
            start: startSeconds,
            end: endSeconds,
            step: stepSeconds,
            columns: 1,
          },
          signal,
        );
    return { question, answer, exemplars: await exemplars, problem: undefined };
  } catch (error) {
    if (signal.aborted) throw error;
    return { question, answer: undefined, exemplars: [], problem: asProblem(error) };
  }
}

/** The frames of the answers after some transformations. */
export function framesFrom(
  answers: readonly Answered[],
  transformations: readonly Transformation[],
): Frame[] {
  const frames = answers.flatMap(({ question, answer }) =>
    answer === undefined ? [] : framesOf(answer.data, question.steps, question),
  );
  return transform(distinguishValues(frames), transformations);
}

/**
 * Asks what a panel wants to know, as long as it can be seen. Old data stay until new ones are
 * there; questions nobody waits for any more are aborted.
 */
export function usePanelData(
  panel: Panel,
  questions: readonly Question[],
  tick: number,
  visible: boolean,
): PanelData {
  const query = useQuery({
    queryKey: ['panel', questions, tick],
    queryFn: ({ signal }) => Promise.all(questions.map((each) => askOne(each, signal))),
    enabled: visible && questions.length > 0,
    placeholderData: keepPreviousData,
  });
  const answers = query.data;
  const { transformations } = panel;
  const frames = useMemo(
    () => answers && framesFrom(answers, transformations),
    [answers, transformations],
  );
  return {
    frames: questions.length === 0 ? [] : frames,
    problem:
      answers?.find(({ problem }) => problem !== undefined)?.problem ??
      (query.error === null ? undefined : asProblem(query.error)),
    remarks: [
      ...new Set(
        (answers ?? []).flatMap(({ answer }) => [
          ...(answer?.warnings ?? []),
          ...(answer?.infos ?? []),
        ]),
      ),
    ],
    fetching: query.isFetching,
    exemplars: useMemo(() => (answers ?? []).flatMap(({ exemplars }) => exemplars), [answers]),
    answers: answers ?? none,
  };
}
