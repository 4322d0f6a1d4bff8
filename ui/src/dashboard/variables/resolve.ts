import { parseDuration } from '../../lib/duration';
import { allValueMark, type AdHocFilter, type Variable, type VariableOption } from '../model/types';
import { stepMillisFor, usualScrapeMillis } from './builtIn';
import { interpolate, referencesIn, type Resolved, type Scope } from './interpolate';
import { customOptions, filterOptions, sortOptions } from './options';
import { readQuestion, type VariableQuestion } from './questions';

/** A variable with all that can be chosen, or why it cannot be known. */
export interface Choice extends Resolved {
  readonly options: readonly VariableOption[];
  readonly isAll: boolean;
  readonly problem: string;
}

/** Answers the question of a variable; what it says is given as text and value alike. */
export type Ask = (question: VariableQuestion) => Promise<readonly string[]>;

/** What the address says was chosen, by name of the variable. */
export type Chosen = ReadonlyMap<string, readonly string[]>;

const same = (value: string): VariableOption => ({ text: value, value });

/** Until more is known, a variable has the value that its file names. */
function provisional(variable: Variable): Resolved {
  const known = variable.current.filter((value) => value !== allValueMark);
  const all = variable.current.includes(allValueMark) || variable.includeAll;
  const fallback = variable.options
    .map(({ value }) => value)
    .find((value) => value !== allValueMark);
  // Of a question, any word will do until it is answered.
  const usual = variable.type === 'query' ? variable.name : variable.query || variable.name;
  const values = known.length > 0 ? known : [fallback ?? usual];
  const single = variable.type === 'interval' || variable.type === 'custom';
  const first = single ? (customOptions(variable.query)[0]?.value ?? '') : '';
  const chosen = known.length === 0 && first !== '' ? [first] : values;
  return {
    variable,
    values: chosen,
    texts: chosen,
    allValue: all && known.length === 0 && variable.allValue !== '' ? variable.allValue : undefined,
  };
}

/** Every variable with what its file says was chosen last, before the server was asked. */
export function unresolved(variables: readonly Variable[]): ReadonlyMap<string, Resolved> {
  return new Map(variables.map((variable) => [variable.name, provisional(variable)]));
}

/** Of the offered values those that were chosen, or else the first. */
function choose(variable: Variable, options: readonly VariableOption[], wanted: readonly string[]) {
  const real = options.filter(({ value }) => value !== allValueMark);
  const all = { isAll: true, chosen: real };
  const wantsAll = wanted.includes(allValueMark) || (variable.includeAll && wanted.includes('All'));
  if (wantsAll && variable.includeAll) return all;
  const found = wanted.flatMap(
    (value) => real.find((option) => option.value === value || option.text === value) ?? [],
  );
  if (found.length > 0) return { isAll: false, chosen: variable.multi ? found : found.slice(0, 1) };
  if (variable.includeAll) return all;
  return { isAll: false, chosen: real.slice(0, 1) };
}

function asChoice(
  variable: Variable,
  options: readonly VariableOption[],
  wanted: readonly string[],
  problem = '',
): Choice {
  const { isAll, chosen } = choose(variable, options, wanted);
  return {
    variable,
    options,
    isAll,
    problem,
    values: chosen.map(({ value }) => value),
    texts: isAll ? ['All'] : chosen.map(({ text }) => text),
    // All of nothing: a pattern of no alternatives would fit no series at all.
    allValue: isAll ? variable.allValue || (chosen.length === 0 ? '.*' : undefined) : undefined,
  };
}

/** A value that is written rather than chosen among others. */
function written(variable: Variable, value: string): Choice {
  const options = value === '' ? [] : [same(value)];
  return { ...asChoice(variable, options, [value]), values: [value], texts: [value] };
}

const autoMark = '$__auto_interval_';

function intervalChoice(
  variable: Variable,
  wanted: readonly string[],
  rangeMillis: number,
): Choice {
  const options = customOptions(variable.query);
  const { auto, name } = variable;
  if (auto === undefined) return asChoice(variable, options, wanted);
  const smallest = parseDuration(auto.min) ?? usualScrapeMillis;
  const step = stepMillisFor(rangeMillis, auto.count, smallest);
  const offered = [{ text: 'auto', value: autoMark + name }, ...options];
  const choice = asChoice(variable, offered, wanted);
  return choice.values[0]?.startsWith(autoMark) === true
    ? { ...choice, values: [`${Math.max(1, Math.round(step / 1_000))}s`] }
    : choice;
}

/** What is asked and listed, with the other variables put in. */
function substituted(variable: Variable, scope: Scope): Variable {
  return {
    ...variable,
    query: interpolate(variable.query, scope, 'promql'),
    regex: interpolate(variable.regex, scope, 'text'),
  };
}

async function queryChoice(
  variable: Variable,
  wanted: readonly string[],
  ask: Ask,
): Promise<Choice> {
  const question = readQuestion(variable.query);
  if (question === undefined) return asChoice(variable, [], wanted);
  try {
    const found = (await ask(question)).map(same);
    const options = sortOptions(filterOptions(found, variable.regex), variable.sort);
    return asChoice(variable, options, wanted);
  } catch (error) {
    // The dashboard stays usable with what the file or the address says.
    const kept = wanted.filter((value) => value !== allValueMark).map(same);
    return asChoice(variable, kept, wanted, error instanceof Error ? error.message : String(error));
  }
}

async function choiceOf(
  source: Variable,
  wanted: readonly string[],
  scope: Scope,
  ask: Ask,
  rangeMillis: number,
): Promise<Choice> {
  const variable = substituted(source, scope);
  switch (variable.type) {
    case 'query':
      return { ...(await queryChoice(variable, wanted, ask)), variable: source };
    case 'custom':
      return { ...asChoice(variable, customOptions(variable.query), wanted), variable: source };
    case 'interval':
      return intervalChoice(variable, wanted, rangeMillis);
    case 'datasource':
      // There is one source here: this server.
      return written(source, 'default');
    case 'textbox':
      return written(source, wanted[0] ?? source.query);
    case 'constant':
      return written(source, source.query);
    case 'adhoc':
      return { ...written(source, ''), options: [] };
    case 'unsupported':
      return written(source, source.current[0] ?? '');
  }
}

/** Names of the variables that another one refers to. */
function needs({ query, regex }: Variable, names: ReadonlySet<string>): string[] {
  return [...referencesIn(`${query} ${regex}`)].filter((name) => names.has(name));
}

/**
 * Finds out what can be chosen, those first that others refer to. Variables that refer to each
 * other in a circle take what their files say.
 */
export async function resolveVariables(
  variables: readonly Variable[],
  chosen: Chosen,
  builtIn: ReadonlyMap<string, string>,
  rangeMillis: number,
  ask: Ask,
): Promise<ReadonlyMap<string, Choice>> {
  const names = new Set(variables.map(({ name }) => name));
  const done = new Map<string, Choice>();
  const fallback = unresolved(variables);
  let left = [...variables];
  while (left.length > 0) {
    const ready = left.filter((variable) =>
      needs(variable, names).every((name) => done.has(name) || name === variable.name),
    );
    const batch = ready.length > 0 ? ready : left;
    const scope: Scope = { variables: new Map([...fallback, ...done]), builtIn };
    const answers = await Promise.all(
      batch.map((variable) =>
        choiceOf(variable, chosen.get(variable.name) ?? variable.current, scope, ask, rangeMillis),
      ),
    );
    batch.forEach(({ name }, index) => done.set(name, answers[index] as Choice));
    left = left.filter((variable) => !batch.includes(variable));
  }
  // In the order of the file, which is the order on the screen.
  return new Map(variables.map(({ name }) => [name, done.get(name) as Choice]));
}

/** Conditions that a reader added, from all variables of type `adhoc`. */
export function adHocFilters(variables: readonly Variable[], chosen: Chosen): AdHocFilter[] {
  return variables
    .filter(({ type }) => type === 'adhoc')
    .flatMap(({ name, filters }) => {
      const written = chosen.get(name);
      return written === undefined ? filters : written.flatMap(readFilter);
    })
    .filter(({ key, value }) => key !== '' && value !== '');
}

/** `key|operator|value`, as Grafana writes it into an address. */
function readFilter(text: string): AdHocFilter[] {
  const [key = '', operator = '=', ...value] = text.split('|');
  return key === '' ? [] : [{ key, operator, value: value.join('|') }];
}
