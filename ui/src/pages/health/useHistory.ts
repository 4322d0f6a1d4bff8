import { useMemo } from 'react';
import type { QueryResult } from '../../api/types';
import { useApi } from '../../api/useApi';
import { dayEnds, daySeconds, valuesByCheck } from './uptime';

// Neither moves fast, and the first is much to compute: once in ten minutes is often enough.
const refreshMillis = 600_000;
const latencyStepSeconds = 600;
const latencySteps = 144;

export interface ServiceHistory {
  readonly dayRange: { readonly start: number; readonly end: number };
  /** By check and end of the day. */
  readonly uptime: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By check: seconds at each step of the last day, null where nobody looked. */
  readonly latency: ReadonlyMap<string, readonly (number | null)[]>;
}

/** How services were, from the samples of their checks. */
export function useHistory(nowMillis: number, enabled: boolean): ServiceHistory {
  const tick = Math.floor(nowMillis / refreshMillis);
  const dayRange = dayEnds(nowMillis);
  const uptime = useApi<QueryResult>({
    path: 'query_range',
    params: {
      query: 'avg by (check) (avg_over_time(health_check_up[1d]))',
      step: daySeconds,
      ...dayRange,
    },
    tick,
    enabled,
  });
  const latencyEnd = tick * latencyStepSeconds;
  const latencyStart = latencyEnd - (latencySteps - 1) * latencyStepSeconds;
  const latency = useApi<QueryResult>({
    path: 'query_range',
    params: {
      query: `avg by (check) (avg_over_time(health_check_duration_seconds[20m]))`,
      step: latencyStepSeconds,
    },
    // The next one is the future: it has what came since the last whole step.
    moment: { start: latencyStart + latencyStepSeconds, end: latencyEnd + latencyStepSeconds },
    enabled,
  });
  const [uptimeData, latencyData] = [uptime.answer?.data, latency.answer];
  const askedStart = Number(latencyData?.asked['start'] ?? 0);
  return {
    dayRange,
    uptime: useMemo(() => valuesByCheck(uptimeData), [uptimeData]),
    latency: useMemo(
      () =>
        new Map(
          [...valuesByCheck(latencyData?.data)].map(([check, values]) => [
            check,
            Array.from(
              { length: latencySteps },
              (_, step) => values.get(askedStart + step * latencyStepSeconds) ?? null,
            ),
          ]),
        ),
      [latencyData, askedStart],
    ),
  };
}
