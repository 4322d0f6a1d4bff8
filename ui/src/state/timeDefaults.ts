import { useSyncExternalStore } from 'react';
import { usualTime, type TimeDefaults } from './timeRange';

const watchers = new Set<() => void>();
let defaults = usualTime;

/** Says what stretch of time and refresh a page has by itself; undefined for the usual ones. */
export function setTimeDefaults(next: TimeDefaults | undefined): void {
  defaults = next ?? usualTime;
  watchers.forEach((notify) => notify());
}

/** What holds on this page where its address says nothing. */
export function useTimeDefaults(): TimeDefaults {
  return useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => defaults,
  );
}
