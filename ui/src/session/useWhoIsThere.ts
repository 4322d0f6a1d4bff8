import { useQuery } from '@tanstack/react-query';
import { findPerson } from '../api/session';
import { useSession } from '../state/session';

// A role that was changed shows within this time; the server itself heeds it at once.
const askAgainMillis = 60_000;

/** Finds out who looks at the pages, and goes on asking. */
export function useWhoIsThere(): void {
  const { kind } = useSession();
  useQuery({
    queryKey: ['who-is-there'],
    queryFn: ({ signal }) => findPerson(signal),
    enabled: kind === 'unknown' || kind === 'in',
    refetchInterval: kind === 'unknown' ? 3_000 : askAgainMillis,
  });
}
