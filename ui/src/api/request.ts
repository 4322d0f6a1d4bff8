import { basePath } from '../state/location';
import { endSession, isSignedOut } from '../state/session';
import { earlyAnswer } from './early';
import { ApiProblem } from './problem';

// Says that these pages have a form to sign in with, so that the browser need not show its own.
const pageHeader = 'X-Vigie-Page';

function send(address: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set(pageHeader, '1');
  return fetch(address, { ...init, headers });
}

/** What was asked for early is not asked for again. */
function begin(address: string, init: RequestInit): Promise<Response> {
  const early = init.method === undefined ? earlyAnswer(address) : undefined;
  return early?.catch(() => send(address, init)) ?? send(address, init);
}

let renewal: Promise<boolean> | undefined;

async function askForRenewal(): Promise<boolean> {
  const response = await send(`${basePath()}api/auth/refresh`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  if (response.status >= 500) throw new Error(`status ${response.status}`);
  return response.ok;
}

/** Carries the session on after its short part has run out; whoever needs it meanwhile waits for the same. */
function renew(): Promise<boolean> {
  renewal ??= askForRenewal().finally(() => {
    renewal = undefined;
  });
  return renewal;
}

async function sendInSession(address: string, init: RequestInit): Promise<Response> {
  const response = await begin(address, init);
  if (response.status !== 401 || isSignedOut()) return response;
  const again = (await renew()) ? await send(address, init) : response;
  if (again.status === 401) endSession();
  return again;
}

/**
 * Asks an address of this site: the only way to the server. A session that ran out is renewed
 * unseen; where that is not possible, the site asks who is there. Throws ApiProblem if nothing
 * answers, or what the signal was aborted with.
 */
export async function request(address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await sendInSession(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiProblem('unreachable', error instanceof Error ? error.message : String(error));
  }
}
