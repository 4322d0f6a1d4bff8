import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AdHocFilter } from '../model/types';

const asItIs = (expression: string) => expression;

/**
 * Puts the conditions that a reader added into an expression. Undefined until what reads
 * expressions is loaded, which dashboards without conditions need not wait for.
 */
export function useNarrowing(
  filters: readonly AdHocFilter[],
): ((expression: string) => string) | undefined {
  const isNarrowed = filters.length > 0;
  const { data } = useQuery({
    queryKey: ['what narrows expressions'],
    queryFn: () => import('../variables/adHoc'),
    enabled: isNarrowed,
  });
  return useMemo(() => {
    if (!isNarrowed) return asItIs;
    return data && ((expression) => data.withFilters(expression, filters));
  }, [isNarrowed, data, filters]);
}
