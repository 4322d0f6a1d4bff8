import type { Variable } from '../../src/dashboard/model/types';
import { filterOptions } from '../../src/dashboard/variables/options';
import { readQuestion, type VariableQuestion } from '../../src/dashboard/variables/questions';
import { textsFor } from './words';

/** How many of everything there is: instances, clusters, … */
export const worlds = 2;

/**
 * What the machines of one dashboard are called. A label that a variable asks for has a value in
 * each world, and the values of one world belong together: this instance is in that cluster.
 */
export interface World {
  readonly slug: string;
  /** Values by label, one for each world. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Names of metrics that variables look for by a pattern. */
  readonly metrics: readonly string[];
}

function usual(slug: string, label: string, world: number): string {
  if (label === 'instance') return `${slug}-${world}:9100`;
  // Some stand in the names of metrics too.
  return label === 'job' ? `${slug}-${world}` : `${slug}_${label}_${world}`.replaceAll('-', '_');
}

/** Values that a variable's pattern lets through. */
function accepted(slug: string, label: string, pattern: string): string[] {
  const plain = Array.from({ length: worlds }, (_, world) => usual(slug, label, world + 1));
  // Of a question for series, the pattern cuts the value out of a text: the value itself is free.
  if (pattern === '' || pattern.includes('="')) return plain;
  const shapes = [
    (value: string) => value,
    (value: string) => `${value}/`,
    (value: string) => `/${value}`,
    (value: string) => value.replaceAll(/[^a-z]/g, ''),
  ];
  const shape = shapes.find((each) => fits(plain.map(each), pattern));
  return shape === undefined ? textsFor(pattern.replace(/^\/(.*)\/$/s, '$1')) : plain.map(shape);
}

function fits(values: readonly string[], pattern: string): boolean {
  const options = values.map((value) => ({ text: value, value }));
  return filterOptions(options, pattern).length === values.length;
}

/** The label whose values a variable offers. */
function labelOf({ query, regex }: Variable): string | undefined {
  const question = readQuestion(query);
  if (question?.kind === 'labelValues') return question.label;
  return /(\w+)="/.exec(regex)?.[1];
}

/** A world in which every question of the variables has an answer. */
export function worldFor(slug: string, variables: readonly Variable[]): World {
  const values = new Map<string, readonly string[]>();
  const metrics: string[] = [];
  for (const label of ['job', 'instance']) values.set(label, accepted(slug, label, ''));
  for (const variable of variables.filter(({ type }) => type === 'query')) {
    const question = readQuestion(variable.query);
    const label = labelOf(variable);
    if (question?.kind === 'metrics') metrics.push(...textsFor(question.pattern).slice(0, 1));
    else if (label !== undefined) values.set(label, accepted(slug, label, variable.regex));
  }
  return { slug, values, metrics };
}

/** What the question of a variable is answered in this world, before its pattern. */
export function answerTo(question: VariableQuestion, { values, metrics }: World): string[] {
  switch (question.kind) {
    case 'metrics':
      return [...metrics];
    case 'labelNames':
      return [...values.keys()];
    case 'labelValues':
      return [...(values.get(question.label) ?? [])];
    case 'queryResult':
    case 'series':
      return Array.from({ length: worlds }, (_, world) => {
        const labels = [...values].map(([name, each]) => `${name}="${each[world] ?? ''}"`);
        return `{${labels.join(',')}} 1 0`;
      });
  }
}
