import { basePath } from '../state/location';
import { ApiProblem } from './problem';
import { request } from './request';

export { ApiProblem, type ProblemKind } from './problem';

export type Params = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** What an answer of the Prometheus API carries beside the data. */
export interface Answer<T> {
  readonly data: T;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
  /** Time from asking to having read the answer. */
  readonly tookMillis: number;
  readonly receivedAtMillis: number;
  /** What was asked for; an older answer than the page's present question says so here. */
  readonly asked: Params;
}

// Beyond this length, proxies and servers start to refuse an address; queries then go as a form.
const longestAddress = 2_000;

export function encode(params: Params): URLSearchParams {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    for (const each of typeof value === 'object' ? value : [value])
      encoded.append(name, String(each));
  }
  return encoded;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

async function send(
  path: string,
  params: URLSearchParams,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const address = `${basePath()}api/v1/${path}`;
  const query = params.toString();
  const init: RequestInit = { headers: { Accept: 'application/json' }, ...(signal && { signal }) };
  if (query.length > longestAddress)
    return await request(address, { ...init, method: 'POST', body: params });
  return await request(query === '' ? address : `${address}?${query}`, init);
}

async function readEnvelope(response: Response): Promise<Record<string, unknown>> {
  const body = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    parsed = undefined;
  }
  if (isRecord(parsed) && (parsed['status'] === 'success' || parsed['status'] === 'error'))
    return parsed;
  if (response.status === 401 || response.status === 403)
    throw new ApiProblem('refused', body.slice(0, 300).trim(), response.status);
  throw new ApiProblem('unreadable', body.slice(0, 300), response.status);
}

/** Asks `/api/v1/<path>` and unwraps the envelope. Throws ApiProblem, or what the signal was aborted with. */
export async function ask<T>(
  path: string,
  params: Params = {},
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const startMillis = performance.now();
  const response = await send(path, encode(params), signal);
  const envelope = await readEnvelope(response);
  if (envelope['status'] === 'error') {
    const { error, errorType } = envelope;
    throw new ApiProblem(
      'refused',
      typeof error === 'string' ? error : '',
      response.status,
      typeof errorType === 'string' ? errorType : '',
    );
  }
  return {
    // The shape is the server's promise; the API's own tests hold it to that.
    data: envelope['data'] as T,
    warnings: texts(envelope['warnings']),
    infos: texts(envelope['infos']),
    tookMillis: performance.now() - startMillis,
    receivedAtMillis: Date.now(),
    asked: params,
  };
}

/** What a search found, and whether there is more. */
export interface Found<T> {
  readonly results: readonly T[];
  readonly hasMore: boolean;
}

interface Line<T> {
  readonly results?: readonly T[];
  readonly status?: string;
  readonly has_more?: boolean;
  readonly error?: string;
  readonly errorType?: string;
}

/** Asks `/api/v1/search/<path>`, whose answer is lines of results. Throws as `ask` does. */
export async function askLines<T>(
  path: string,
  params: Params = {},
  signal?: AbortSignal,
): Promise<Found<T>> {
  const response = await send(`search/${path}`, encode(params), signal);
  if (!response.ok) {
    const { error, errorType } = await readEnvelope(response);
    throw new ApiProblem(
      'refused',
      typeof error === 'string' ? error : '',
      response.status,
      typeof errorType === 'string' ? errorType : '',
    );
  }
  const body = await response.text();
  let lines: Line<T>[];
  try {
    // The shape is the server's promise, as in `ask`.
    lines = body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line<T>);
  } catch {
    throw new ApiProblem('unreadable', body.slice(0, 300), response.status);
  }
  const last = lines.at(-1);
  if (last?.status === 'error')
    throw new ApiProblem('refused', last.error ?? '', response.status, last.errorType);
  return {
    results: lines.flatMap(({ results = [] }) => results),
    // Without its last line, the answer was cut off.
    hasMore: last?.has_more ?? true,
  };
}

/** Removes what is at `/api/v1/<path>`. Throws ApiProblem if the server does not. */
export async function remove(path: string): Promise<void> {
  const response = await request(`${basePath()}api/v1/${path}`, { method: 'DELETE' });
  if (response.ok) return;
  const { error } = await readEnvelope(response);
  throw new ApiProblem('refused', typeof error === 'string' ? error : '', response.status);
}

/** Does something at `/api/v1/<path>` and unwraps what it answers. Throws ApiProblem if it is refused. */
export async function act<T>(path: string, body: object): Promise<T> {
  const response = await request(`${basePath()}api/v1/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status === 204) return undefined as T;
  const { status, data, error, errorType } = await readEnvelope(response);
  if (status === 'success') return data as T;
  throw new ApiProblem(
    'refused',
    typeof error === 'string' ? error : '',
    response.status,
    typeof errorType === 'string' ? errorType : '',
  );
}

/** Asks `/api/v1/<path>` by a form, which holds more than an address. Throws ApiProblem. */
export async function askByForm<T>(path: string, params: Params, signal?: AbortSignal): Promise<T> {
  const response = await request(`${basePath()}api/v1/${path}`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: encode(params),
    ...(signal && { signal }),
  });
  const { status, data, error, errorType } = await readEnvelope(response);
  if (status === 'success') return data as T;
  throw new ApiProblem(
    'refused',
    typeof error === 'string' ? error : '',
    response.status,
    typeof errorType === 'string' ? errorType : '',
  );
}
