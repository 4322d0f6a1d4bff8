import { layOut, type PlacedPanel } from '../../src/dashboard/layout';
import { readDashboard } from '../../src/dashboard/model/readDashboard';
import type { Finding } from '../../src/dashboard/model/report';
import type { Dashboard, Panel } from '../../src/dashboard/model/types';
import { questionsOf } from '../../src/dashboard/questions';
import { builtInVariables } from '../../src/dashboard/variables/builtIn';
import { interpolate } from '../../src/dashboard/variables/interpolate';
import { readQuestion } from '../../src/dashboard/variables/questions';
import { resolveVariables, type Choice } from '../../src/dashboard/variables/resolve';
import { Demands } from './demand';
import { history } from './series';
import { parse, type Tree } from './tree';
import { answerTo, worldFor, type World } from './world';

/** A dashboard with an exporter that has all it asks for. */
export interface Stage {
  readonly dashboard: Dashboard;
  readonly findings: readonly Finding[];
  readonly placed: readonly PlacedPanel[];
  /** Parameters of the address that choose what the exporter has. */
  readonly chosen: URLSearchParams;
  /** Expressions that the server does not understand, with its reason. */
  readonly unreadable: readonly string[];
  /** Reasons for which a panel may stay empty, by its title. */
  readonly excused: ReadonlyMap<string, string>;
  /** Lines for `/api/v1/import`. */
  readonly history: readonly string[];
  readonly expressions: number;
}

const rangeMillis = 3_600_000;
// About half of a desk's width, as panels have it; the step depends on it, but nothing that is asked for.
const points = 400;

async function choicesIn(dashboard: Dashboard, world: World): Promise<ReadonlyMap<string, Choice>> {
  const builtIn = builtInVariables({
    startMillis: 0,
    endMillis: rangeMillis,
    stepMillis: 15_000,
    smallestMillis: 15_000,
  });
  const choices = await resolveVariables(
    dashboard.variables,
    new Map(),
    builtIn,
    rangeMillis,
    (question) => Promise.resolve(answerTo(question, world)),
  );
  // All that this exporter has, where several may be chosen; what others have is not meant.
  return new Map(
    [...choices].map(([name, choice]) => {
      const { variable, options } = choice;
      if (variable.type !== 'query' || options.length === 0) return [name, choice];
      const several = variable.multi && variable.includeAll;
      const values = options.map(({ value }) => value).slice(0, several ? 2 : 1);
      return [name, { ...choice, values, texts: values, allValue: undefined, isAll: false }];
    }),
  );
}

const labelName = /^[a-z_][a-z0-9_]*$/;

/** Labels that a panel names where it arranges columns. */
function labelsNamed({ transformations, fields }: Panel): string[] {
  const names = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string' && /^(?:byField|field|options)$/.test(key)) names.add(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, each] of Object.entries(value)) {
      if (!Array.isArray(value)) names.add(name);
      visit(each, name);
    }
  };
  for (const { options } of transformations)
    for (const part of ['renameByName', 'indexByName', 'fields', 'byField', 'field'])
      visit(options[part], part);
  for (const { matcher } of fields.overrides) visit(matcher.options, 'options');
  // Settings of a transformation look like labels too.
  const settings = /^(?:aggregations|operation|value|time|names?|pattern|mode|id|options)$/i;
  return [...names].filter((name) => labelName.test(name) && !settings.test(name));
}

function labelsIn(legend: string): string[] {
  return [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label]) => label ?? '');
}

/** Prepares a dashboard: what it asks is parsed by the server, and answered by what the history will hold. */
export async function stage(slug: string, json: unknown, serverUrl: string): Promise<Stage> {
  const { dashboard, report } = readDashboard(json);
  const world = worldFor(slug, dashboard.variables);
  const choices = await choicesIn(dashboard, world);
  const folded = layOut(dashboard.panels, choices, new Set());
  const closed = new Set(folded.filter(({ open }) => !open).map(({ key }) => key));
  const placed = layOut(dashboard.panels, choices, closed);
  const nowMillis = Date.now();
  const asking = {
    variables: choices,
    narrowed: (expression: string) => expression,
    startMillis: nowMillis - rangeMillis,
    endMillis: nowMillis,
    endsNow: true,
    dashboard: { uid: dashboard.uid, title: dashboard.title },
  };
  const demands = new Demands(world);
  const unreadable: string[] = [];
  const excused = new Map<string, string>();
  const trees = new Map<string, Promise<Tree>>();
  const read = async (expression: string): Promise<Tree | undefined> => {
    const known = trees.get(expression) ?? parse(serverUrl, expression);
    trees.set(expression, known);
    try {
      return await known;
    } catch (error) {
      unreadable.push(`${expression}: ${String(error)}`);
      return undefined;
    }
  };
  for (const variable of dashboard.variables.filter(({ type }) => type === 'query')) {
    const written = { variables: choices, builtIn: new Map<string, string>() };
    const question = readQuestion(interpolate(variable.query, written, 'promql'));
    const text =
      question?.kind === 'queryResult'
        ? question.expression
        : question?.kind === 'labelValues' || question?.kind === 'series'
          ? question.selector
          : '';
    const tree = text === '' ? undefined : await read(text);
    const labels = question?.kind === 'labelValues' ? [question.label] : [...world.values.keys()];
    if (tree !== undefined) demands.add(tree, labels);
  }
  for (const { panel, repeated } of placed) {
    const variables = new Map([...choices, ...repeated]);
    const questions = questionsOf(panel, { ...asking, variables }, points);
    const named = labelsNamed(panel);
    for (const { expression, legend } of questions) {
      const tree = await read(expression);
      if (tree === undefined) continue;
      if (demands.add(tree, [...named, ...labelsIn(legend)]))
        excused.set(panel.title, 'asks for a native histogram, or forgets _bucket');
      if (/^\s*absent/.test(expression)) excused.set(panel.title, 'asks for what is absent');
    }
    if (questions.length === 0 && panel.targets.length > 0)
      excused.set(panel.title, 'asks another source than Prometheus');
  }
  demands.settle();
  const chosen = new URLSearchParams();
  for (const [name, { variable, values }] of choices)
    if (variable.type === 'query') for (const value of values) chosen.append(`var-${name}`, value);
  return {
    dashboard,
    findings: report.findings,
    placed,
    chosen,
    unreadable,
    excused,
    history: history(demands, world, nowMillis),
    expressions: trees.size,
  };
}
