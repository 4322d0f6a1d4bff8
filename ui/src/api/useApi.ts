import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, ask, type Answer, type Params } from './client';
import { isSignedOut } from '../state/session';
import { askOwn } from './rest';

export interface ApiState<T> {
  /** The newest answer there is; while another is on its way or failed, the one before. */
  readonly answer: Answer<T> | undefined;
  readonly problem: ApiProblem | undefined;
  /** Nothing to show yet. */
  readonly loading: boolean;
  /** A request is under way. */
  readonly fetching: boolean;
}

export interface ApiQuestion {
  readonly path: string;
  readonly params?: Params;
  /** Parameters that move with time and do not make it another question, such as `start` and `end`. */
  readonly moment?: Params;
  /** Asked again whenever this changes: the page's refresh counter. */
  readonly tick?: number;
  readonly enabled?: boolean;
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem('unreadable', error instanceof Error ? error.message : String(error));
}

/**
 * Asks the API and keeps showing what is known: old data stay until new ones are there, and stay
 * beside the problem when a refresh fails. A request nobody waits for any more is aborted.
 */
export function useApi<T>(question: ApiQuestion): ApiState<T> {
  return useAnswer<T>(question, [], ask);
}

/** The same for Vigie's own API, at `/api/<path>`. */
export function useOwnApi<T>(question: ApiQuestion): ApiState<T> {
  return useAnswer<T>(question, ['own'], askOwn);
}

/** Whether an answer waits for who is there to say so; the site asks them, so no part of it need. */
function asksWho(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401 && isSignedOut();
}

function problemOf(error: unknown): ApiProblem | undefined {
  return error === null || asksWho(error) ? undefined : asProblem(error);
}

function useAnswer<T>(
  { path, params = {}, moment = {}, tick = 0, enabled = true }: ApiQuestion,
  scope: readonly string[],
  asker: typeof ask,
): ApiState<T> {
  const identity = JSON.stringify([path, params]);
  const query = useQuery({
    queryKey: [...scope, path, params, moment, tick],
    queryFn: ({ signal }) => asker<T>(path, { ...params, ...moment }, signal),
    enabled,
    placeholderData: keepPreviousData,
  });
  const [kept, setKept] = useState<{ identity: string; answer: Answer<T> }>();
  const fresh = query.isPlaceholderData ? undefined : query.data;
  if (enabled && fresh !== undefined && kept?.answer !== fresh)
    setKept({ identity, answer: fresh });

  const lastGood = kept?.identity === identity ? kept.answer : undefined;
  const answer = enabled ? (query.data ?? lastGood) : undefined;
  return {
    answer,
    problem: problemOf(query.error),
    loading: enabled && answer === undefined && (query.isPending || asksWho(query.error)),
    fetching: query.isFetching,
  };
}
