import { basePath } from '../state/location';
import { encode, type Answer, type Params } from './client';
import { ApiProblem } from './problem';
import { request } from './request';

/** How errors are told: RFC 9457. */
const problemType = 'application/problem+json';

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = await response.text();
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    return new ApiProblem('refused', typeof detail === 'string' ? detail : '', response.status);
  } catch {
    return new ApiProblem('unreadable', body.slice(0, 300), response.status);
  }
}

function isAnswer(response: Response): boolean {
  const type = response.headers.get('Content-Type') ?? '';
  // What is unhealthy is told with a status of its own, and is an answer all the same.
  return response.ok || (response.status === 503 && type.startsWith('application/json'));
}

/** Asks Vigie's own API at `/api/<path>`, whose answers have no envelope. Throws as `ask` does. */
export async function askOwn<T>(
  path: string,
  params: Params = {},
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const startMillis = performance.now();
  const query = encode(params).toString();
  const address = `${basePath()}api/${path}${query === '' ? '' : `?${query}`}`;
  const response = await request(address, {
    headers: { Accept: `application/json, ${problemType}` },
    ...(signal && { signal }),
  });
  if (!isAnswer(response)) throw await problemOf(response);
  return {
    // The shape is the server's promise; the API's own tests hold it to that.
    data: (await response.json()) as T,
    warnings: [],
    infos: [],
    tookMillis: performance.now() - startMillis,
    receivedAtMillis: Date.now(),
    asked: params,
  };
}

/** Does something at `/api/<path>`; what it answers is undefined where there is nothing to say. */
export async function tell<T = undefined>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: object = {},
): Promise<T> {
  const response = await request(`${basePath()}api/${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      Accept: `application/json, ${problemType}`,
    },
    body: JSON.stringify(body),
  });
  if (!isAnswer(response)) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Lets the server read its configuration again. Throws ApiProblem with the reason if it stays as it was. */
export async function reloadConfiguration(): Promise<void> {
  const response = await request(`${basePath()}-/reload`, { method: 'POST' });
  if (!response.ok)
    throw new ApiProblem('refused', (await response.text()).trim(), response.status);
}
