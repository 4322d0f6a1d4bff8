import { basePath } from '../state/location';
import { anybody, setSession, type Person } from '../state/session';
import { ApiProblem } from './problem';
import { request } from './request';

function post(path: string, body: object): Promise<Response> {
  return request(`${basePath()}api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  });
}

async function refusal(response: Response): Promise<ApiProblem> {
  let detail: unknown;
  try {
    ({ detail } = (await response.json()) as { detail?: unknown });
  } catch {
    detail = undefined;
  }
  return new ApiProblem('refused', typeof detail === 'string' ? detail : '', response.status);
}

/** Finds out who looks at the pages. Throws ApiProblem if nothing answers. */
export async function findPerson(signal?: AbortSignal): Promise<Person | null> {
  const response = await request(`${basePath()}api/auth/me`, { ...(signal && { signal }) });
  if (response.status === 401) return null;
  if (response.status >= 500) throw await refusal(response);
  // Another server than this one asks nobody in this way.
  const said = response.ok ? ((await response.json()) as Partial<Person>) : {};
  const person = { ...anybody, ...said };
  setSession({ kind: 'in', person });
  return person;
}

/** Opens a session. Throws ApiProblem: status 401 for a wrong password, 429 when one has to wait. */
export async function signIn(username: string, password: string): Promise<void> {
  const response = await post('login', { username, password, cookie: true });
  // Meanwhile the server may have stopped asking.
  if (!response.ok && response.status !== 409) throw await refusal(response);
}

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  const response = await post('logout', {});
  if (!response.ok) throw await refusal(response);
  setSession({ kind: 'out' });
}

/** Another password for who is signed in; all their other sessions end. */
export async function changePassword(current: string, password: string): Promise<void> {
  const response = await post('password', { current, password });
  if (!response.ok) throw await refusal(response);
}
