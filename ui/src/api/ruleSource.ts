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

/** Where a rule is added: to a group of a file, or, without one, a group to a file, which may be a new one. */
export interface NewPlace {
  readonly file: string;
  readonly group?: string;
}

/** A file that rules can be added to. */
export interface SourceFile {
  readonly file: string;
  readonly groups: readonly {
    readonly name: string;
    /** That it gives each of its rules. */
    readonly labels: Readonly<Record<string, string>>;
  }[];
  /** Why the server cannot write it. */
  readonly obstacle?: string;
}

/** Where rules can be written: files there are, and patterns of those that would be read. */
export interface SourcePlaces {
  readonly files: readonly SourceFile[];
  readonly patterns: readonly string[];
}

function urlOf(operation: string, params: Parameters<typeof encode>[0] = {}): string {
  return `${basePath()}api/rules/source${operation}?${encode(params).toString()}`;
}

function addressOf({ file, group, rule }: SourceAddress, operation = ''): string {
  return urlOf(operation, { file, group, ...(rule && { rule: rule.index, name: rule.name }) });
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

async function asked<T>(url: string, init: RequestInit): Promise<T> {
  const response = await request(url, init);
  const body = await bodyOf(response);
  if (!response.ok) throw refusal(body, response.status);
  return body as unknown as T;
}

function asking(signal: AbortSignal | undefined): RequestInit {
  return { headers: { Accept: 'application/json' }, ...(signal && { signal }) };
}

function trying(text: string, signal: AbortSignal | undefined): RequestInit {
  return {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ text }),
    ...(signal && { signal }),
  };
}

/** Throws ApiProblem, as all here do. */
export function readSource(address: SourceAddress, signal?: AbortSignal): Promise<RuleSource> {
  return asked(addressOf(address), asking(signal));
}

export function readPlaces(signal?: AbortSignal): Promise<SourcePlaces> {
  return asked(urlOf('/files'), asking(signal));
}

export function checkSource(
  address: SourceAddress,
  text: string,
  signal?: AbortSignal,
): Promise<SourceCheck> {
  return asked(addressOf(address, '/check'), trying(text, signal));
}

export function checkNewSource(
  place: NewPlace,
  text: string,
  signal?: AbortSignal,
): Promise<SourceCheck> {
  return asked(urlOf('/new/check', { ...place }), trying(text, signal));
}

function flawsIn(response: Response, body: Record<string, unknown>): Flaw[] | undefined {
  return response.status === 422 && Array.isArray(body['problems'])
    ? (body['problems'] as Flaw[])
    : undefined;
}

/** Adds a rule or a group. */
export async function addSource(
  place: NewPlace,
  text: string,
): Promise<Exclude<SaveOutcome, { kind: 'outdated' }>> {
  const response = await request(urlOf('/new', { ...place }), trying(text, undefined));
  const body = await bodyOf(response);
  if (response.ok) return { kind: 'saved', source: body as unknown as RuleSource };
  const problems = flawsIn(response, body);
  if (problems !== undefined) return { kind: 'flawed', problems };
  throw refusal(body, response.status);
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
  const problems = flawsIn(response, body);
  if (problems !== undefined) return { kind: 'flawed', problems };
  throw refusal(body, response.status);
}
