import { basePath } from '../state/location';
import { encode } from './client';
import { ApiProblem } from './problem';
import { request } from './request';
import type { LintFinding } from './types';

/** Which rule of which file, or which group as a whole. */
export interface SourceAddress {
  readonly file: string;
  readonly group: string;
  readonly rule?: { readonly index: number; readonly name: string };
}

/** A rule or a group as its file has it. */
export interface RuleSource {
  readonly file: string;
  readonly group: string;
  /** That the group gives each of its rules. */
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly rule?: number;
  readonly name?: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly version: string;
  /** Why the server cannot write it. */
  readonly obstacle?: string;
  readonly obstacleReason?: string;
}

/** What keeps a text from being a rule; line 0 is elsewhere. */
export interface Flaw {
  readonly line: number;
  readonly reason: string;
}

/** What a text would be; findings have lines of the text. */
export interface SourceCheck {
  readonly problems: readonly Flaw[];
  readonly findings: readonly LintFinding[];
}

/** What became of a text. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly source: RuleSource }
  | { readonly kind: 'outdated'; readonly text: string; readonly version: string }
  | { readonly kind: 'flawed'; readonly problems: readonly Flaw[] };

function addressOf({ file, group, rule }: SourceAddress, operation = ''): string {
  const params = { file, group, ...(rule && { rule: rule.index, name: rule.name }) };
  return `${basePath()}api/rules/source${operation}?${encode(params).toString()}`;
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new ApiProblem('unreadable', text.slice(0, 300), response.status);
  }
}

function refusal(body: Record<string, unknown>, status: number): ApiProblem {
  const { detail } = body;
  return new ApiProblem('refused', typeof detail === 'string' ? detail : '', status);
}

const json = { 'Content-Type': 'application/json', Accept: 'application/json' };

/** Throws ApiProblem, as all here do. */
export async function readSource(
  address: SourceAddress,
  signal?: AbortSignal,
): Promise<RuleSource> {
  const response = await request(addressOf(address), {
    headers: { Accept: 'application/json' },
    ...(signal && { signal }),
  });
  const body = await bodyOf(response);
  if (!response.ok) throw refusal(body, response.status);
  return body as unknown as RuleSource;
}

export async function checkSource(
  address: SourceAddress,
  text: string,
  signal?: AbortSignal,
): Promise<SourceCheck> {
  const response = await request(addressOf(address, '/check'), {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ text }),
    ...(signal && { signal }),
  });
  const body = await bodyOf(response);
  if (!response.ok) throw refusal(body, response.status);
  return body as unknown as SourceCheck;
}

/** Writes a text in place of the version that it was made from. */
export async function saveSource(
  address: SourceAddress,
  text: string,
  version: string,
): Promise<SaveOutcome> {
  const response = await request(addressOf(address), {
    method: 'PUT',
    headers: { ...json, 'If-Match': version },
    body: JSON.stringify({ text }),
  });
  const body = await bodyOf(response);
  if (response.ok) return { kind: 'saved', source: body as unknown as RuleSource };
  if (response.status === 412)
    return { kind: 'outdated', ...(body as { text: string; version: string }) };
  if (response.status === 422 && Array.isArray(body['problems']))
    return { kind: 'flawed', problems: body['problems'] as Flaw[] };
  throw refusal(body, response.status);
}
