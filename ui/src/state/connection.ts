import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/client';

/** Whether the server answers, judged by the page's own requests. */
export interface Connection {
  readonly reachable: boolean;
  /** When the last answer came; 0 before the first. */
  readonly lastAnswerMillis: number;
}

// What a proxy says when the server behind it is gone.
const gatewayStatuses = [502, 503, 504];

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return (
    error.kind === 'unreachable' ||
    (error.kind === 'unreadable' && gatewayStatuses.includes(error.status))
  );
}

function watchConnection(
  client: QueryClient,
  onChange: (change: (was: Connection) => Connection) => void,
) {
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return;
    if (event.action.type === 'success') {
      onChange(() => ({ reachable: true, lastAnswerMillis: Date.now() }));
    } else if (event.action.type === 'error' && isUnreachable(event.action.error)) {
      onChange((was) => (was.reachable ? { ...was, reachable: false } : was));
    }
  });
}

export function useConnection(): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>({
    reachable: true,
    lastAnswerMillis: 0,
  });
  useEffect(() => watchConnection(client, setConnection), [client]);
  return connection;
}
