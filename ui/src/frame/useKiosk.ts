import { useEffect } from 'react';
import { changeParams } from '../state/location';

/** Whether the page is on a wall: nothing but its content (`?kiosk`). Escape ends it. */
export function useKiosk(params: URLSearchParams): boolean {
  const kiosk = params.has('kiosk');
  useEffect(() => {
    if (!kiosk) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) changeParams({ kiosk: null });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [kiosk]);
  return kiosk;
}
