import { useState } from 'react';
import { usePageClock } from '../../state/clock';
import type { TimeRange } from '../../state/timeRange';

export interface Zoom {
  readonly onZoom: (startSeconds: number, endSeconds: number) => void;
  readonly onReset: () => void;
  readonly onPan: (deltaSeconds: number) => void;
}

const smallestRangeMillis = 10_000;

/** Moves the page's time range as the chart is handled, and back to where that began. */
export function useZoom(): Zoom {
  const { range, endMillis, setRange } = usePageClock();
  const [before, setBefore] = useState<TimeRange>();
  const go = (next: TimeRange) => {
    if (before === undefined) setBefore(range);
    setRange(next);
  };
  return {
    onZoom: (startSeconds, endSeconds) => {
      const rangeMillis = Math.max(
        smallestRangeMillis,
        Math.round((endSeconds - startSeconds) * 1_000),
      );
      go({ rangeMillis, endMillis: Math.round(endSeconds * 1_000) });
    },
    onPan: (deltaSeconds) =>
      go({ ...range, endMillis: Math.round(endMillis + deltaSeconds * 1_000) }),
    onReset: () => {
      if (before === undefined) return;
      setRange(before);
      setBefore(undefined);
    },
  };
}
