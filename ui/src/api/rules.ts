import { basePath } from '../state/location';
import { ApiProblem } from './problem';
import { request } from './request';

/** What the linter has against a rule that was refused. */
export interface Objection {
  readonly check: string;
  readonly reason: string;
  readonly proposal: string;
}

/** A rule was refused, with the reasons. */
export class RuleRefused extends ApiProblem {
  constructor(
    message: string,
    status: number,
    readonly objections: readonly Objection[],
  ) {
    super('refused', message, status);
    this.name = 'RuleRefused';
  }
}

interface Refusal {
  readonly detail?: string;
  readonly findings?: readonly Objection[];
}

/** Makes an alerting rule (`/api/alerts/rules`). Throws ApiProblem, or RuleRefused with the reasons. */
export async function makeRule(rule: object): Promise<{ id: string }> {
  const response = await request(`${basePath()}api/alerts/rules`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(rule),
  });
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiProblem('unreadable', text.slice(0, 300), response.status);
  }
  if (response.ok) return body as { id: string };
  const { detail = '', findings = [] } = body as Refusal;
  throw new RuleRefused(detail, response.status, findings);
}
