import { useSyncExternalStore } from 'react';
import { usePageClock } from './clock';

/** What the server tells by itself and pages show. */
export type LiveTopic = 'alert' | 'health';

// Long enough for an alert's siblings to be there, short enough to be at once.
const soonMillis = 250;
// A storm of alerts is looked at this often, not once for each.
const apartMillis = 2_000;

const watchers = new Set<() => void>();
let counts: Readonly<Record<LiveTopic, number>> = { alert: 0, health: 0 };
let waiting = new Set<LiveTopic>();
let lastMillis = 0;

function tell(): void {
  const changed = waiting;
  waiting = new Set();
  lastMillis = Date.now();
  counts = {
    alert: counts.alert + (changed.has('alert') ? 1 : 0),
    health: counts.health + (changed.has('health') ? 1 : 0),
  };
  watchers.forEach((notify) => notify());
}

/** Something of these is not as it was: pages that show it ask again. */
export function noteChange(...topics: LiveTopic[]): void {
  // Also when the clock was set back.
  const restMillis = Math.min(apartMillis, lastMillis + apartMillis - Date.now());
  if (waiting.size === 0) setTimeout(tell, Math.max(soonMillis, restMillis));
  topics.forEach((topic) => waiting.add(topic));
}

// More changes than this between two refreshes there are not.
const mostChanges = 1_000_000;

/** As the page's `tick`, which also grows when the server says that one of these topics changed. A page that is paused stays. */
export function useLiveTick(...topics: LiveTopic[]): number {
  const { tick, refreshMillis } = usePageClock();
  const changes = useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => topics.reduce((sum, topic) => sum + counts[topic], 0),
  );
  return tick * mostChanges + (refreshMillis === 0 ? 0 : changes);
}
