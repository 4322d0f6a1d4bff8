import { useEffect, useSyncExternalStore } from 'react';

const watchers = new Set<() => void>();
let subject = '';

function set(next: string): void {
  subject = next;
  watchers.forEach((notify) => notify());
}

/** Says what the page is about, beside its name, as long as the component is there. */
export function useSubject(text: string): void {
  useEffect(() => {
    set(text);
    return () => set('');
  }, [text]);
}

/** What the page is about; empty when its name says it all. */
export function useCurrentSubject(): string {
  return useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => subject,
  );
}
