import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../App';
import { ask } from '../api/client';
import { ApiProblem } from '../api/problem';
import { navigate } from '../state/location';
import { anybody, setSession } from '../state/session';
import { render } from '@testing-library/react';
import { roleOf } from './role';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
}

const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

/** A server with accounts, whose sessions last until it is told otherwise. */
function guarded(state: { access: boolean; refresh: boolean }): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (address: string, init: RequestInit = {}) => {
    const path = new URL(address, 'http://server').pathname;
    asked.push({ method: init.method ?? 'GET', path, headers: new Headers(init.headers) });
    if (path === '/api/auth/login') {
      const { password } = JSON.parse(init.body as string) as { password: string };
      if (password !== 'right password')
        return Promise.resolve(json(401, { detail: 'user or password is wrong' }));
      state.access = state.refresh = true;
      return Promise.resolve(json(200, { user: 'ann' }));
    }
    if (path === '/api/auth/refresh') {
      state.access = state.refresh;
      return Promise.resolve(json(state.refresh ? 200 : 401, {}));
    }
    if (path === '/api/auth/logout') {
      state.access = state.refresh = false;
      return Promise.resolve(new Response(null, { status: 204 }));
    }
    if (!state.access) return Promise.resolve(new Response('Unauthorized', { status: 401 }));
    if (path === '/api/auth/me')
      return Promise.resolve(
        json(200, { name: 'ann', means: 'session', permissions: ['read'], initialPassword: false }),
      );
    const nothing = path.endsWith('/calendar')
      ? { silences: [], intervals: [], schedules: [] }
      : [];
    return Promise.resolve(json(200, { status: 'success', data: nothing }));
  });
  return asked;
}

const paths = (asked: readonly Asked[]) => asked.map(({ path }) => path);

describe('a request', () => {
  it('says that it comes from a page, so that the browser asks for no password', async () => {
    const asked = guarded({ access: true, refresh: true });
    await ask('labels');
    expect(asked[0]?.headers.get('X-Vigie-Page')).toBe('1');
  });

  it('carries the session on, once for all that need it, and asks again', async () => {
    const asked = guarded({ access: false, refresh: true });
    const answers = await Promise.all([ask('labels'), ask('series'), ask('targets')]);
    expect(answers.map(({ data }) => data)).toEqual([[], [], []]);
    expect(paths(asked).filter((path) => path === '/api/auth/refresh')).toHaveLength(1);
    expect(asked).toHaveLength(7);
  });

  it('that the server refuses for good ends the session, and no further one tries to renew it', async () => {
    const asked = guarded({ access: false, refresh: false });
    await expect(ask('labels')).rejects.toThrow(ApiProblem);
    await expect(ask('labels')).rejects.toThrow('Unauthorized');
    expect(paths(asked)).toEqual(['/api/v1/labels', '/api/auth/refresh', '/api/v1/labels']);
  });

  it('does not take a server that is away for one that refuses', async () => {
    vi.stubGlobal('fetch', (address: string) =>
      address.endsWith('refresh')
        ? Promise.reject(new TypeError('no network'))
        : Promise.resolve(new Response('', { status: 401 })),
    );
    await expect(ask('labels')).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

describe('whoever comes without a session', () => {
  beforeEach(() => {
    setSession({ kind: 'unknown' });
    navigate('/on-call?silence=job%3D%22api%22', 'replace');
  });

  it('signs in and is where they wanted to be', async () => {
    guarded({ access: false, refresh: false });
    render(<App />);
    await userEvent.type(await screen.findByLabelText('User name'), 'ann');
    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(
      'The user name or the password is wrong.',
    );
    await userEvent.type(screen.getByLabelText('Password'), 'right password{Enter}');
    expect(await screen.findByRole('button', { name: 'Signed in as ann' })).toBeTruthy();
    expect(window.location.search).toBe('?silence=job%3D%22api%22');
  });

  it('signs out again', async () => {
    navigate('/on-call', 'replace');
    guarded({ access: true, refresh: true });
    render(<App />);
    await userEvent.click(await screen.findByRole('button', { name: 'Signed in as ann' }));
    await userEvent.click(await screen.findByText('Sign out'));
    expect(await screen.findByLabelText('User name')).toBeTruthy();
  });

  it('is asked once more when the session ends, with the page behind', async () => {
    navigate('/on-call', 'replace');
    const state = { access: true, refresh: true };
    guarded(state);
    render(<App />);
    await screen.findByRole('button', { name: 'Signed in as ann' });
    state.access = state.refresh = false;
    await userEvent.keyboard('r');
    expect(await screen.findByText('Your session is over')).toBeTruthy();
    expect(document.querySelector('#content h1')).not.toBeNull();
    await userEvent.type(screen.getByLabelText('Password'), 'right password{Enter}');
    await waitFor(() => expect(screen.queryByText('Your session is over')).toBeNull());
  });
});

describe('a role', () => {
  it.each([
    [['read'], 'viewer'],
    [['read', 'ingest', 'edit'], 'editor'],
    [anybody.permissions, 'admin'],
  ] as const)('with %j is %s', (permissions, role) => {
    expect(roleOf({ permissions })).toBe(role);
  });
});
