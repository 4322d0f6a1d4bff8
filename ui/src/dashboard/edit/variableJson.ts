import { isObject, objectOf, objectsOf, textOf, withPath, type Json } from '../model/json';
import type { Variable } from '../model/types';
import type { Draft } from './draft';

export type VariableType = Exclude<Variable['type'], 'unsupported'>;

/** The variables of a draft as they are written. */
export function variablesIn(draft: Draft): Json[] {
  return objectsOf(objectOf(draft['templating'])['list']);
}

export function withVariables(draft: Draft, variables: readonly Json[]): Draft {
  return withPath(draft, ['templating', 'list'], variables);
}

/** `name`, or with a number behind it if that is taken. */
export function freeName(taken: readonly string[], wanted: string): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}${number}`)) number++;
  return `${wanted}${number}`;
}

const usual: Readonly<Record<VariableType, Json>> = {
  query: { query: { query: '', refId: 'StandardVariableQuery' }, definition: '', refresh: 1 },
  custom: { query: '' },
  interval: { query: '1m,5m,15m,1h', auto: false },
  datasource: { query: 'prometheus' },
  textbox: { query: '' },
  constant: { query: '', hide: 2 },
  adhoc: { filters: [] },
};

export function newVariable(name: string): Json {
  return { name, type: 'query', ...usual.query };
}

// What means the same whatever its type is.
const shared = ['name', 'label', 'description', 'hide'] as const;

/** A variable of another type: what only the former type knows is left behind. */
export function withType(variable: Json, type: VariableType): Json {
  const kept = Object.fromEntries(
    shared.filter((key) => key in variable).map((key) => [key, variable[key]]),
  );
  return { ...usual[type], ...kept, type };
}

/** A variable that asks something else; what Grafana's own form had filled in no longer holds. */
export function withQuestion(variable: Json, query: string): Json {
  if (variable['type'] !== 'query') {
    // What can be chosen follows from the text; the choice of before may no longer be there.
    return without({ ...variable, query }, ['options', 'current']);
  }
  const refId = textOf(objectOf(variable['query'])['refId'], 'StandardVariableQuery');
  return without({ ...variable, query: { query, refId }, definition: query }, [
    'options',
    'current',
  ]);
}

function without(json: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
}

const wordPattern = /^\w{1,64}$/;

/** What is wrong with a name; undefined if nothing is. */
export function nameProblem(
  name: string,
  others: readonly string[],
): 'empty' | 'letters' | 'taken' | undefined {
  if (name === '') return 'empty';
  if (!wordPattern.test(name) || name.startsWith('__')) return 'letters';
  return others.includes(name) ? 'taken' : undefined;
}

/** Where a text refers to a variable: `$name`, `${name…}`, `[[name…]]`. */
function referenceTo(name: string): RegExp {
  return new RegExp(`\\$${name}\\b|\\$\\{${name}(?=[.:}])|\\[\\[${name}(?=[:\\]])`, 'g');
}

function replacedIn(
  value: unknown,
  change: (text: string, key: string) => string,
  key = '',
): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((each) => replacedIn(each, change, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, replacedIn(each, change, name)]),
  );
}

/** A draft in which a variable has another name, wherever it is referred to. */
export function renameVariable(draft: Draft, from: string, to: string): Draft {
  const reference = referenceTo(from);
  const renamed = replacedIn(draft, (text, key) =>
    // A panel names the variable that it repeats for without a mark.
    key === 'repeat' && text === from
      ? to
      : text.replaceAll(reference, (found) => found.replace(from, to)),
  ) as Draft;
  const variables = variablesIn(renamed).map((variable) =>
    variable['name'] === from ? { ...variable, name: to } : variable,
  );
  return withVariables(renamed, variables);
}

function mentions(value: unknown, name: string, key = ''): boolean {
  if (typeof value === 'string')
    return (key === 'repeat' && value === name) || referenceTo(name).test(value);
  if (Array.isArray(value)) return value.some((each) => mentions(each, name));
  return (
    isObject(value) && Object.entries(value).some(([inner, each]) => mentions(each, name, inner))
  );
}

/** In how many panels, variables and annotations a variable is referred to. */
export function usesOf(draft: Draft, name: string): number {
  return [
    ...objectsOf(draft['panels']),
    ...variablesIn(draft).filter((variable) => variable['name'] !== name),
    ...objectsOf(objectOf(draft['annotations'])['list']),
  ].filter((place) => mentions(place, name)).length;
}
