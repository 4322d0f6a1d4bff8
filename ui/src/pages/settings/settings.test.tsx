import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setSession } from '../../state/session';
import { show } from '../../test/render';
import SettingsPage from './SettingsPage';

const admin = {
  name: 'root',
  means: 'session',
  permissions: ['read', 'ingest', 'edit', 'admin'],
  initialPassword: false,
};

interface Told {
  readonly deed: string;
  readonly body: unknown;
}

/** A server with these answers, by method and path; returns what it was told. */
function serve(answers: Readonly<Record<string, unknown>>): Told[] {
  const told: Told[] = [];
  vi.stubGlobal('fetch', (address: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    const deed = `${method} ${new URL(address, 'http://server').pathname}`;
    if (method !== 'GET')
      told.push({ deed, body: JSON.parse((init.body as string | undefined) ?? '{}') });
    if (!(deed in answers)) return Promise.resolve(new Response('{}', { status: 404 }));
    const answer = answers[deed];
    return Promise.resolve(
      answer === null
        ? new Response(null, { status: 204 })
        : new Response(JSON.stringify(answer), { status: 200 }),
    );
  });
  return told;
}

const user = (name: string, more: object = {}) => ({
  name,
  role: 'viewer',
  created: '2026-01-01T00:00:00Z',
  disabled: false,
  initialPassword: false,
  ...more,
});

beforeEach(() => setSession({ kind: 'in', person: admin }));

describe('users', () => {
  it('are added with role and password', async () => {
    const told = serve({ 'GET /api/users': [user('root')], 'POST /api/users': user('ann') });
    show(<SettingsPage />, '/settings/users');
    await userEvent.click(await screen.findByRole('button', { name: 'Add a user' }));
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByLabelText('Name'), 'ann');
    await userEvent.selectOptions(form.getByLabelText('Role'), 'editor');
    await userEvent.type(form.getByLabelText('Password'), 'correct horse');
    await userEvent.click(form.getByRole('button', { name: 'Add a user' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(told).toEqual([
      { deed: 'POST /api/users', body: { name: 'ann', role: 'editor', password: 'correct horse' } },
    ]);
  });

  it('change role, are disabled, and are removed after a second look', async () => {
    const told = serve({
      'GET /api/users': [user('ann')],
      'PUT /api/users/ann': user('ann'),
      'DELETE /api/users/ann': null,
    });
    show(<SettingsPage />, '/settings/users');
    await userEvent.selectOptions(await screen.findByLabelText('Role of ann'), 'admin');
    await userEvent.click(await screen.findByRole('button', { name: 'Disable ann' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove ann' }));
    expect(told).toHaveLength(2);
    await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(told).toEqual([
        { deed: 'PUT /api/users/ann', body: { role: 'admin' } },
        { deed: 'PUT /api/users/ann', body: { disabled: true } },
        { deed: 'DELETE /api/users/ann', body: {} },
      ]),
    );
  });

  it('are nothing for an editor, who learns why', () => {
    const asked = serve({});
    setSession({ kind: 'in', person: { ...admin, name: 'ed', permissions: ['read', 'edit'] } });
    show(<SettingsPage />, '/settings/users');
    expect(screen.getByText('ed may not do this: it takes the role admin.')).toBeTruthy();
    expect(asked).toEqual([]);
  });
});

describe('tokens', () => {
  it('are shown once, when they are made', async () => {
    const told = serve({ 'GET /api/tokens': [], 'POST /api/tokens': { token: 'vigie_1_secret' } });
    show(<SettingsPage />, '/settings/tokens');
    await userEvent.click(await screen.findByRole('button', { name: 'Make a token' }));
    await userEvent.type(await screen.findByLabelText('What it is for'), 'ci');
    await userEvent.click(screen.getByLabelText(/^ingest/));
    await userEvent.click(screen.getByRole('button', { name: 'Make it' }));
    expect(await screen.findByText('vigie_1_secret')).toBeTruthy();
    expect(told[0]?.body).toEqual({ name: 'ci', scopes: ['read', 'ingest'], expires_in: '90d' });
    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByText('vigie_1_secret')).toBeNull());
  });

  it('say when they were last used', async () => {
    const token = {
      owner: 'ann',
      scopes: ['read'],
      created: '2026-01-01T00:00:00Z',
      expired: false,
    };
    serve({
      'GET /api/tokens': [
        { ...token, id: '1', name: 'ci', lastUsed: new Date().toISOString() },
        { ...token, id: '2', name: 'old', expired: true, expires: '2026-01-01T00:00:00Z' },
      ],
    });
    show(<SettingsPage />, '/settings/tokens');
    expect(await screen.findByText(/of ann · last used 1 s ago/)).toBeTruthy();
    expect(screen.getByText(/of ann · never used · expires/)).toBeTruthy();
  });
});

describe('a test message', () => {
  it('says what each destination answers', async () => {
    serve({
      'GET /api/v2/receivers': [{ name: 'team' }],
      'POST /api/v1/receivers/team/test': {
        status: 'success',
        data: [
          { destination: 'team/webhook[0]', delivered: true, answer: '200' },
          { destination: 'team/email[0]', delivered: false, answer: 'connection refused' },
        ],
      },
    });
    show(<SettingsPage />, '/settings/receivers');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Send a test message to team' }),
    );
    expect(await screen.findByText('not delivered')).toBeTruthy();
    expect(screen.getByText(/answered: connection refused/)).toBeTruthy();
  });
});

describe('the configuration', () => {
  const pending = {
    file: '/etc/prometheus.yml',
    inForce: 'a: 1\nb: 2',
    onDisk: 'a: 1\nb: 3',
    lastReloadSuccessful: true,
    canReload: true,
  };

  it('shows what a reload would change, and reloads', async () => {
    const told = serve({ 'GET /api/config/pending': pending, 'POST /-/reload': null });
    show(<SettingsPage />, '/settings/configuration');
    const changes = await screen.findByRole('region', { name: 'What a reload would change' });
    expect(changes.textContent).toContain('taken out: b: 2');
    expect(changes.textContent).toContain('put in: b: 3');
    await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
    expect(await screen.findByText('Reloaded.')).toBeTruthy();
    expect(told.map(({ deed }) => deed)).toEqual(['POST /-/reload']);
  });

  it('says why what is on disk cannot come in force', async () => {
    serve({
      'GET /api/config/pending': {
        ...pending,
        onDisk: undefined,
        problem: 'prometheus.yml:3:1: no such key',
      },
    });
    show(<SettingsPage />, '/settings/configuration');
    expect(await screen.findByText('prometheus.yml:3:1: no such key')).toBeTruthy();
  });
});

describe('the audit log', () => {
  const change = (user: string, action: string, more: object = {}) => ({
    time: '2026-01-01T00:00:00Z',
    user,
    address: '10.0.0.1',
    action,
    object: '/x',
    before: '',
    after: '',
    ...more,
  });

  it('shows before and after, and narrows down to one user', async () => {
    serve({
      'GET /api/audit': [
        change('root', 'PUT /api/users/{name}', { before: 'ann (viewer)', after: 'ann (editor)' }),
        change('', 'POST /-/reload'),
      ],
    });
    show(<SettingsPage />, '/settings/audit');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Details of PUT /api/users/{name}' }),
    );
    expect(screen.getByText('ann (viewer)')).toBeTruthy();
    expect(screen.getByText('ann (editor)')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'root' }));
    expect(window.location.search).toBe('?user=root');
    expect(await screen.findByText('Only changes by root.')).toBeTruthy();
  });
});
