import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { ClockProvider } from '../state/clock';
import { navigate } from '../state/location';

/** Answers of a server, by the path below /api/v1/, or the whole path of others; what is not listed is answered with 404. */
export type Answers = Readonly<Record<string, unknown>>;

/** Lets the pages ask a server that gives these answers, and returns the addresses asked for. */
export function fakeServer(answers: Answers): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    const path = new URL(address, 'http://server').pathname.replace('/api/v1/', '');
    if (!(path in answers))
      return Promise.resolve(new Response('404 page not found', { status: 404 }));
    const envelope = answers[path];
    if (envelope instanceof Error) return Promise.reject(envelope);
    return Promise.resolve(new Response(JSON.stringify(envelope)));
  });
  return asked;
}

export const success = (data: unknown, more: object = {}) => ({ status: 'success', data, ...more });

/** Shows a part of the site at an address, as the whole site would. */
export function show(element: ReactNode, address = '/') {
  navigate(address, 'replace');
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Infinity } },
  });
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <ClockProvider>{element}</ClockProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
