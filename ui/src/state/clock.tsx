import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { changeParams, usePlace } from './location';
import { useTimeDefaults } from './timeDefaults';
import {
  readRefreshMillis,
  readTimeRange,
  refreshParam,
  timeRangeParams,
  type TimeRange,
} from './timeRange';

/** The page's time: which stretch it shows and when it was last brought up to date. */
export interface PageClock {
  readonly range: TimeRange;
  /** Start and end of what is shown, fixed between two refreshes. */
  readonly startMillis: number;
  readonly endMillis: number;
  readonly refreshMillis: number;
  /** Grows with each refresh: pass it to useApi. */
  readonly tick: number;
  readonly refresh: () => void;
  readonly setRange: (range: TimeRange) => void;
  readonly setRefreshMillis: (millis: number) => void;
}

const ClockContext = createContext<PageClock | undefined>(undefined);

/** Panel-wise time parameters of a Prometheus link, which the page's own range replaces. */
function panelTimeParams(params: URLSearchParams): Record<string, null> {
  const names = [...params.keys()].filter((name) => /^g\d+\.(range|end|moment)_input$/.test(name));
  return Object.fromEntries(names.map((name) => [name, null]));
}

function useTicks(refreshMillis: number): { tick: number; nowMillis: number; refresh: () => void } {
  const [moment, setMoment] = useState(() => ({ tick: 0, nowMillis: Date.now() }));
  const refresh = useCallback(
    () => setMoment(({ tick }) => ({ tick: tick + 1, nowMillis: Date.now() })),
    [],
  );
  useEffect(() => {
    if (refreshMillis === 0) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) refresh();
    }, refreshMillis);
    return () => clearInterval(timer);
  }, [refreshMillis, refresh]);
  return { ...moment, refresh };
}

export function ClockProvider({ children }: { children: ReactNode }) {
  const { params } = usePlace();
  const defaults = useTimeDefaults();
  const refreshMillis = readRefreshMillis(params, defaults);
  const { tick, nowMillis, refresh } = useTicks(refreshMillis);

  const clock = useMemo<PageClock>(() => {
    const range = readTimeRange(params, defaults);
    const endMillis = range.endMillis ?? nowMillis;
    return {
      range,
      startMillis: endMillis - range.rangeMillis,
      endMillis,
      refreshMillis,
      tick,
      refresh,
      setRange: (next) => {
        changeParams({ ...panelTimeParams(params), ...timeRangeParams(next, defaults) });
        refresh();
      },
      setRefreshMillis: (millis) => {
        changeParams({ refresh: refreshParam(millis, defaults) }, 'replace');
        refresh();
      },
    };
  }, [params, defaults, nowMillis, refreshMillis, tick, refresh]);

  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function usePageClock(): PageClock {
  const clock = use(ClockContext);
  if (clock === undefined) throw new Error('usePageClock needs a ClockProvider around it');
  return clock;
}
