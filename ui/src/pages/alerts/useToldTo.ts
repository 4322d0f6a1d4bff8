import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/request';
import { basePath } from '../../state/location';

interface RoutedAlert {
  readonly fingerprint: string;
}

async function fingerprints(receiver: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const query = new URLSearchParams({ receiver }).toString();
  const response = await request(`${basePath()}api/v2/alerts?${query}`, { signal });
  if (!response.ok) return new Set();
  const alerts = (await response.json()) as readonly RoutedAlert[];
  return new Set(alerts.map(({ fingerprint }) => fingerprint));
}

/**
 * The alerts that a receiver is told of, by fingerprint; undefined where no receiver is asked for, or
 * while it is not known.
 *
 * @param receiver a regular expression for its name, as links in messages have it
 */
export function useToldTo(receiver: string, tick: number): ReadonlySet<string> | undefined {
  const { data } = useQuery({
    queryKey: ['told-to', receiver, tick],
    queryFn: ({ signal }) => fingerprints(receiver, signal),
    enabled: receiver !== '',
    placeholderData: (before) => before,
  });
  return receiver === '' ? undefined : data;
}
