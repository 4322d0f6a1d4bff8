import { useEffect } from 'react';
import { useStrings } from '../../i18n';
import { setLeaveGuard } from '../../state/leaving';

/** Asks before the page is left while something is unsaved; changes within the editor are free. */
export function useLeaveGuard(dirty: boolean): void {
  const t = useStrings().editing;
  useEffect(() => {
    if (!dirty) return undefined;
    const { pathname } = window.location;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    setLeaveGuard(
      ({ path, params }) =>
        (pathname.endsWith(path) && params.has('edit')) || window.confirm(t.leaveUnsaved),
    );
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      setLeaveGuard(undefined);
    };
  }, [dirty, t]);
}
