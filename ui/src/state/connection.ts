import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { ApiProblem } from '../api/problem';

/** Whether the server answers, judged by whatever the pages ask it and hear from it. */
export interface Connection {
  readonly reachable: boolean;
  /** When it was last heard of before it was not reachable any more; 0 where it never was. */
  readonly lastAnswerMillis: number;
}

const watchers = new Set<() => void>();
let connection: Connection = { reachable: true, lastAnswerMillis: 0 };
let lastAnswerMillis = 0;

// Not at each answer: when the last one came matters when no more come.
function note(reachable: boolean): void {
  if (connection.reachable === reachable) return;
  connection = { reachable, lastAnswerMillis };
  watchers.forEach((notify) => notify());
}

/** The server has answered or said something by itself. */
export function noteAnswer(): void {
  lastAnswerMillis = Date.now();
  note(true);
}

/** Nothing answers. */
export function noteSilence(): void {
  note(false);
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

function watchQuestions(client: QueryClient) {
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return;
    if (event.action.type === 'success') noteAnswer();
    else if (event.action.type === 'error' && isUnreachable(event.action.error)) noteSilence();
  });
}

export function useConnection(): Connection {
  const client = useQueryClient();
  useEffect(() => watchQuestions(client), [client]);
  return useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => connection,
  );
}
