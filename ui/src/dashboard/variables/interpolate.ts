import type { Variable } from '../model/types';
import { formatInstant } from './dates';
import { formats, promqlRegex, promqlText } from './formats';

/** A variable with what was chosen. */
export interface Resolved {
  readonly variable: Variable;
  readonly values: readonly string[];
  /** What a reader sees for each value. */
  readonly texts: readonly string[];
  /** All were chosen, and the dashboard says what stands for that: it is taken as it is. */
  readonly allValue: string | undefined;
}

/** What a text may refer to. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Resolved>;
  readonly builtIn: ReadonlyMap<string, string>;
}

/** Where the text goes: into a query, where several values become alternatives, or before people. */
export type Place = 'promql' | 'text';

// $name · [[name]] or [[name:format]] · ${name}, ${name.field}, ${name:format}
const reference = /\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]|\$\{(\w+)((?:\.[^:}]+)?)(?::([^}]+))?\}/g;

// A value may itself refer to variables; more than this only happens in a circle.
const deepest = 5;

function formatted(resolved: Resolved, format: string, place: Place): string {
  const { variable, values, texts } = resolved;
  const separator = format.indexOf(':');
  const name = separator === -1 ? format : format.slice(0, separator);
  const argument = separator === -1 ? '' : format.slice(separator + 1);
  if (name === 'text') return texts.join(' + ');
  if (name === 'date') return formatInstant(Number(values[0]), argument);
  if (Object.hasOwn(formats, name)) return formats[name]?.(values, variable.name, argument) ?? '';
  if (place === 'text') return values.length > 1 ? texts.join(' + ') : (texts[0] ?? '');
  if (variable.multi || variable.includeAll) return promqlRegex(values);
  const value = values[0] ?? '';
  return variable.type === 'query' || variable.type === 'custom' ? promqlText(value) : value;
}

function builtInText(value: string, format: string): string {
  const [name, ...rest] = format.split(':');
  return name === 'date' ? formatInstant(Number(value), rest.join(':')) : value;
}

// Formats for which the custom text for all values is not meant.
const formatsOfValues = new Set(['text', 'percentencode', 'queryparam', 'uriencode']);

function valueOf(
  name: string,
  field: string,
  format: string,
  scope: Scope,
  place: Place,
  depth: number,
): string | undefined {
  const builtIn = scope.builtIn.get(name + field) ?? scope.builtIn.get(name);
  if (builtIn !== undefined) return builtInText(builtIn, format);
  const resolved = scope.variables.get(name);
  if (resolved === undefined) return undefined;
  if (resolved.allValue !== undefined && !formatsOfValues.has(format) && place === 'promql')
    return replace(resolved.allValue, scope, place, depth + 1);
  const text = formatted(resolved, field === '.text' ? 'text' : format, place);
  const mayRefer = ['constant', 'textbox', 'interval'].includes(resolved.variable.type);
  return mayRefer ? replace(text, scope, place, depth + 1) : text;
}

function replace(text: string, scope: Scope, place: Place, depth: number): string {
  if (depth > deepest) return text;
  return text.replaceAll(
    reference,
    (
      whole: string,
      plain?: string,
      bracketed?: string,
      bracketedFormat?: string,
      braced?: string,
      field?: string,
      bracedFormat?: string,
    ) => {
      const name = plain ?? bracketed ?? braced ?? '';
      const format = bracketedFormat ?? bracedFormat ?? '';
      return valueOf(name, field ?? '', format, scope, place, depth) ?? whole;
    },
  );
}

/**
 * The text with every reference to a known variable replaced by what was chosen: `$name`,
 * `${name:format}`, `[[name]]`. What names no variable, such as the `$1` of `label_replace`, stays.
 */
export function interpolate(text: string, scope: Scope, place: Place): string {
  return text.includes('$') || text.includes('[[') ? replace(text, scope, place, 0) : text;
}

/** Names that a text refers to, whether they are variables or not. */
export function referencesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, plain, bracketed, , braced] of text.matchAll(reference))
    names.add(plain ?? bracketed ?? braced ?? '');
  return names;
}
