import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/client';

/** Whether the server answers, judged by the page's own requests. */
export interface Connection {
  readonly reachable: boolean;
  /** When the last answer came before it was not reachable any more; 0 where there was none. */
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

function watchConnection(client: QueryClient, onChange: (connection: Connection) => void) {
  let reachable = true;
  let lastAnswerMillis = 0;
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return;
    const was = reachable;
    if (event.action.type === 'success') {
      lastAnswerMillis = Date.now();
      reachable = true;
    } else if (event.action.type === 'error' && isUnreachable(event.action.error)) {
      reachable = false;
    }
    // Not at each answer: when the last one came matters when no more come.
    if (reachable !== was) onChange({ reachable, lastAnswerMillis });
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
