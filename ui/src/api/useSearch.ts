import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { usePageClock } from '../state/clock';
import { askLines, type ApiProblem, type Found, type Params } from './client';
import { asProblem } from './useApi';

export interface SearchState<T> {
  /** What was found; while another search is under way, what the one before found. */
  readonly found: Found<T> | undefined;
  readonly problem: ApiProblem | undefined;
  readonly retry: () => void;
}

/** Searches names or values within the page's time range. A search nobody waits for any more is aborted. */
export function useSearch<T>(path: string, params: Params): SearchState<T> {
  const { startMillis, endMillis, range } = usePageClock();
  const { data, error, refetch } = useQuery({
    queryKey: ['search', path, params, range],
    queryFn: ({ signal }) =>
      askLines<T>(path, { ...params, start: startMillis / 1_000, end: endMillis / 1_000 }, signal),
    placeholderData: keepPreviousData,
  });
  return {
    found: data,
    problem: error === null ? undefined : asProblem(error),
    retry: () => void refetch(),
  };
}
