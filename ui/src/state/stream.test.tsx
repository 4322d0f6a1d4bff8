import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLiveTick } from './changes';
import { ClockProvider } from './clock';
import { useConnection } from './connection';
import { navigate } from './location';
import { anybody, setSession } from './session';
import { useStream } from './stream';

/** What the browser opens; the test says what comes. */
class FakeSource extends EventTarget {
  static opened: FakeSource[] = [];
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;
  closed = false;

  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }

  say(event: string, data: object): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }

  close(): void {
    this.closed = true;
  }
}

function newest(): FakeSource {
  const source = FakeSource.opened.at(-1);
  if (source === undefined) throw new Error('nothing was opened');
  return source;
}

const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

function wrapper({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <ClockProvider>{children}</ClockProvider>
    </QueryClientProvider>
  );
}

function listen() {
  const { result } = renderHook(
    () => {
      useStream();
      return {
        alerts: useLiveTick('alert') % 1_000_000,
        health: useLiveTick('health') % 1_000_000,
        ...useConnection(),
      };
    },
    { wrapper },
  );
  const first = { alerts: result.current.alerts, health: result.current.health };
  return {
    now: () => result.current,
    /** Changes since it began. */
    changes: () => ({
      alerts: result.current.alerts - first.alerts,
      health: result.current.health - first.health,
    }),
  };
}

async function settled() {
  const listener = listen();
  act(() => newest().onopen?.());
  newest().say('alert', { id: 'a', status: 'active' });
  newest().say('health', { status: 'healthy', services: [{ name: 'db', status: 'healthy' }] });
  await pass(3_000);
  return listener;
}

let isThere = true;
let isHidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.opened = [];
  isThere = true;
  isHidden = false;
  navigate('/alerts?refresh=5m', 'replace');
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('fetch', () =>
    isThere ? Promise.resolve(new Response('{}')) : Promise.reject(new Error('gone')),
  );
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});

afterEach(() => {
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the stream', () => {
  it('asks again only when something is otherwise than it was', async () => {
    const { changes } = await settled();
    expect(newest().url).toBe('/api/stream?type=health');
    expect(changes()).toEqual({ alerts: 0, health: 0 });

    newest().say('alert', { id: 'a', status: 'active' });
    newest().say('health', {
      status: 'healthy',
      services: [{ name: 'db', status: 'healthy', checkedAt: 'later' }],
    });
    await pass(3_000);
    expect(changes()).toEqual({ alerts: 0, health: 0 });

    newest().say('alert', { id: 'a', status: 'acknowledged' });
    await pass(3_000);
    expect(changes()).toEqual({ alerts: 1, health: 0 });

    newest().say('health', {
      status: 'unhealthy',
      services: [{ name: 'db', status: 'unhealthy' }],
    });
    await pass(3_000);
    expect(changes()).toEqual({ alerts: 1, health: 1 });
  });

  it('takes a storm of alerts for few changes', async () => {
    const { changes } = await settled();
    for (let i = 0; i < 100; i++) {
      newest().say('alert', { id: `b${i}`, status: 'active' });
      await pass(100);
    }
    await pass(3_000);
    expect(changes().alerts).toBeGreaterThanOrEqual(4);
    expect(changes().alerts).toBeLessThanOrEqual(6);
  });

  it('leaves a page alone that is paused', async () => {
    navigate('/alerts?refresh=off', 'replace');
    const { changes } = await settled();
    newest().say('alert', { id: 'new', status: 'active' });
    await pass(3_000);
    expect(changes().alerts).toBe(0);
  });

  it('that breaks is opened again, and what was missed is asked for', async () => {
    const { now, changes } = await settled();
    const before = newest();
    act(() => before.onerror?.());
    expect(before.closed).toBe(true);
    await pass(1_000);
    expect(FakeSource.opened).toHaveLength(2);
    expect(now().reachable).toBe(true);
    act(() => newest().onopen?.());
    await pass(3_000);
    expect(changes()).toEqual({ alerts: 1, health: 1 });
  });

  it('says that nothing answers, asks ever more seldom, and notices when it does again', async () => {
    const { now } = await settled();
    const heardMillis = Date.now();
    act(() => newest().say('alert', { id: 'a', status: 'active' }));
    isThere = false;
    act(() => newest().onerror?.());
    await pass(1_000);
    expect(now()).toMatchObject({ reachable: false, lastAnswerMillis: heardMillis });

    const asked = vi.fn(() => Promise.reject(new Error('gone')));
    vi.stubGlobal('fetch', asked);
    await pass(120_000);
    expect(asked.mock.calls.length).toBeLessThan(12);
    expect(FakeSource.opened).toHaveLength(1);

    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}')));
    await pass(31_000);
    expect(now().reachable).toBe(true);
    expect(FakeSource.opened).toHaveLength(2);
  });

  it('that says nothing for long is taken for broken', async () => {
    const { now } = await settled();
    isThere = false;
    await pass(62_000);
    expect(newest().closed).toBe(true);
    expect(now().reachable).toBe(false);
  });

  it('is there only while somebody looks', async () => {
    await settled();
    isHidden = true;
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(newest().closed).toBe(true);
    await pass(300_000);
    expect(FakeSource.opened).toHaveLength(1);
    isHidden = false;
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(FakeSource.opened).toHaveLength(2);
  });

  it('waits for the reader to sign in', () => {
    setSession({ kind: 'out' });
    listen();
    expect(FakeSource.opened).toHaveLength(0);
    act(() => setSession({ kind: 'in', person: anybody }));
    expect(FakeSource.opened).toHaveLength(1);
    act(() => setSession({ kind: 'expired', person: anybody }));
    expect(newest().closed).toBe(true);
  });
});
