import { useEffect, useRef, useState, type RefObject } from 'react';

// A little before it comes into view, so that data are there when it does.
const margin = '160px';

/** Whether an element is in view, or nearly so. */
export function useSeen(): { ref: RefObject<HTMLElement | null>; seen: boolean } {
  const ref = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (ref.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setSeen(entries.at(-1)?.isIntersecting === true),
      { rootMargin: margin },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, seen };
}
