import type { Binary, Matcher, Selector, Tree } from './tree';
import { satisfies, textsFor } from './words';
import type { World } from './world';

/** What is asked of one metric, from all expressions together. */
export interface Demand {
  readonly metric: string;
  readonly labels: Set<string>;
  /** Values that labels must have, one entry for each combination; '' for a label that must be absent. */
  readonly variants: Map<string, ReadonlyMap<string, string>>;
  /** Asked by how much it grows. */
  counter: boolean;
  /** Values that make a comparison true. */
  readonly numbers: Set<number>;
  /** How far back it is asked for too, in milliseconds. */
  readonly offsets: Set<number>;
  /** Bounds of buckets that are named. */
  readonly bounds: Set<string>;
}

/** What is asked of the result of an expression from outside of it. */
interface Wanted {
  readonly labels: ReadonlySet<string>;
  readonly counter: boolean;
  readonly offsetMillis: number;
  readonly numbers: readonly number[];
}

/** Sides of an operator whose labels must be the same, but for some. */
interface Matched {
  readonly metrics: ReadonlySet<string>;
  readonly except: ReadonlySet<string>;
}

const growth = new Set(['rate', 'irate', 'increase', 'resets', 'xrate', 'xincrease']);
const keepsLabels = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
// More alternatives than these show nothing new.
const mostVariants = 12;

function literalOf(tree: Tree): string {
  return tree.type === 'stringLiteral' ? tree.val : '';
}

function numberOf(tree: Tree): number | undefined {
  if (tree.type === 'numberLiteral') return Number(tree.val);
  if (tree.type === 'parenExpr') return numberOf(tree.expr);
  if (tree.type !== 'unaryExpr') return undefined;
  const value = numberOf(tree.expr);
  return value === undefined ? undefined : -value;
}

/** Values for which a comparison with a number holds. */
function makingTrue({ op, rhs, bool }: Binary): number[] {
  const number = numberOf(rhs);
  if (number === undefined || bool) return [];
  switch (op) {
    case '==':
    case '>=':
    case '<=':
      return [number];
    case '!=':
    case '>':
      // What is measured is above zero anyway.
      return number <= 0 ? [] : [number + 1];
    case '<':
      return [number - 1];
    default:
      return [];
  }
}

function without<T>(set: ReadonlySet<T>, ...taken: T[]): Set<T> {
  return new Set([...set].filter((each) => !taken.includes(each)));
}

/** Gathers what a fake exporter must have so that expressions have a result. */
export class Demands {
  readonly byMetric = new Map<string, Demand>();
  private readonly matched: Matched[] = [];
  private asksNative = false;
  /** Metrics in the order of asking. */
  private readonly selected: string[] = [];

  constructor(private readonly world: World) {}

  /**
   * Adds what an expression needs for a result with these labels.
   *
   * @returns whether it asks for a native histogram, which no text can hold
   */
  add(tree: Tree, labels: Iterable<string>): boolean {
    this.asksNative = false;
    this.visit(tree, { labels: new Set(labels), counter: false, offsetMillis: 0, numbers: [] });
    return this.asksNative;
  }

  /** Gives metrics that are compared with each other the same labels. To be called when all is added. */
  settle(): void {
    for (let grown = true; grown;) {
      grown = false;
      for (const { metrics, except } of this.matched) {
        const sides = [...metrics].map((name) => this.of(name));
        const all = new Set(sides.flatMap(({ labels }) => [...labels]));
        for (const { labels } of sides) {
          const missing = [...without(all, ...except)].filter((label) => !labels.has(label));
          for (const label of missing) labels.add(label);
          grown ||= missing.length > 0;
        }
      }
    }
  }

  private of(metric: string): Demand {
    const known = this.byMetric.get(metric);
    if (known !== undefined) return known;
    const demand: Demand = {
      metric,
      labels: new Set(),
      variants: new Map(),
      counter: false,
      numbers: new Set(),
      offsets: new Set(),
      bounds: new Set(),
    };
    this.byMetric.set(metric, demand);
    return demand;
  }

  /** The metrics whose labels the result has. */
  private visit(tree: Tree, wanted: Wanted): Set<string> {
    switch (tree.type) {
      case 'numberLiteral':
      case 'stringLiteral':
        return new Set();
      case 'vectorSelector':
      case 'matrixSelector':
        return this.select(tree, wanted);
      case 'parenExpr':
        return this.visit(tree.expr, wanted);
      case 'unaryExpr':
        return this.visit(tree.expr, { ...wanted, numbers: [] });
      case 'subquery':
        return this.visit(tree.expr, {
          ...wanted,
          numbers: [],
          counter: false,
          offsetMillis: wanted.offsetMillis + tree.offset,
        });
      case 'aggregation':
        return this.aggregate(tree, { ...wanted, numbers: [] });
      case 'binaryExpr':
        return this.operate(tree, wanted);
      case 'call':
        return this.call(tree, { ...wanted, numbers: [] });
    }
  }

  private call(tree: Extract<Tree, { type: 'call' }>, wanted: Wanted): Set<string> {
    const { name } = tree.func;
    const [first, ...rest] = tree.args;
    if (first === undefined || name.startsWith('absent')) return new Set();
    if (name === 'label_replace' || name === 'label_join') {
      const target = literalOf(rest[0] ?? first);
      const sources =
        name === 'label_join' ? rest.slice(2).map(literalOf) : [literalOf(rest[2] ?? first)];
      const labels = new Set([...without(wanted.labels, target), ...sources]);
      return this.visit(first, { ...wanted, labels });
    }
    if (name === 'histogram_quantile' || name === 'histogram_fraction') {
      const before = this.selected.length;
      const found = this.visit(tree.args.at(-1) ?? first, wanted);
      this.asksNative ||= this.selected.slice(before).some((metric) => !metric.endsWith('_bucket'));
      return found;
    }
    const inside = { ...wanted, counter: wanted.counter || growth.has(name) };
    return new Set(tree.args.flatMap((each) => [...this.visit(each, inside)]));
  }

  private aggregate(tree: Extract<Tree, { type: 'aggregation' }>, wanted: Wanted): Set<string> {
    const { op, expr, grouping } = tree;
    const keeps = keepsLabels.has(op) || tree.without;
    const labels = new Set([...(keeps ? wanted.labels : []), ...grouping]);
    const found = this.visit(expr, { ...wanted, labels });
    return keeps ? found : new Set();
  }

  private operate(tree: Binary, wanted: Wanted): Set<string> {
    const { lhs, rhs, matching } = tree;
    const numbers = makingTrue(tree);
    if (matching === null) {
      const inside = { ...wanted, numbers };
      return new Set([...this.visit(lhs, inside), ...this.visit(rhs, { ...wanted, numbers: [] })]);
    }
    const { on, labels, include, card } = matching;
    const outer = without(wanted.labels, ...include);
    const many = new Set([...outer, ...labels]);
    const one = new Set([
      ...(on ? [] : without(outer, ...labels)),
      ...(on ? labels : []),
      ...include,
    ]);
    const plain = { ...wanted, numbers: [] };
    const sameBothWays = card === 'one-to-one' || card === 'many-to-many';
    const [left, right] =
      tree.op === 'or' || sameBothWays
        ? [many, on && tree.op !== 'or' ? new Set(labels) : many]
        : card === 'many-to-one'
          ? [many, one]
          : [one, many];
    const found = [
      this.visit(lhs, { ...plain, labels: left }),
      this.visit(rhs, { ...plain, labels: right }),
    ] as const;
    const both = new Set([...found[0], ...found[1]]);
    if (!on && tree.op !== 'or' && found[0].size > 0 && found[1].size > 0)
      this.matched.push({ metrics: both, except: new Set(labels) });
    return card === 'one-to-many' ? found[1] : tree.op === 'or' ? both : found[0];
  }

  private select(selector: Selector, wanted: Wanted): Set<string> {
    const named = selector.matchers.filter(({ name }) => name === '__name__');
    const names = new Set(
      selector.name !== ''
        ? [selector.name]
        : named.flatMap(({ type, value }) =>
            type === '=' ? [value] : type === '=~' ? textsFor(value) : [],
          ),
    );
    const matchers = selector.matchers.filter(({ name }) => name !== '__name__');
    this.selected.push(...names);
    for (const name of names) {
      const demand = this.of(name);
      demand.counter ||= wanted.counter;
      if (selector.offset + wanted.offsetMillis > 0)
        demand.offsets.add(selector.offset + wanted.offsetMillis);
      for (const number of wanted.numbers) demand.numbers.add(number);
      for (const label of wanted.labels) demand.labels.add(label);
      for (const { name: label, type, value } of matchers) {
        if (label === 'le' && type === '=') demand.bounds.add(value);
      }
      for (const variant of this.variantsFor(matchers)) {
        for (const label of variant.keys()) demand.labels.add(label);
        demand.variants.set(JSON.stringify([...variant].sort()), variant);
      }
      for (const { name: label } of matchers) demand.labels.add(label);
    }
    return names;
  }

  /** Combinations of values that satisfy all matchers; of labels of the world, it has them already. */
  private variantsFor(matchers: readonly Matcher[]): ReadonlyMap<string, string>[] {
    let variants: ReadonlyMap<string, string>[] = [new Map()];
    const labels = new Set(matchers.map(({ name }) => name).filter((name) => name !== 'le'));
    for (const label of labels) {
      const asked = matchers.filter(({ name }) => name === label);
      const holds = (value: string) => asked.every((matcher) => satisfies(matcher, value));
      if (this.world.values.get(label)?.some(holds) === true) continue;
      const wished = asked.flatMap(({ type, value }) =>
        type === '=' ? [value] : type === '=~' ? textsFor(value) : [],
      );
      const usual = [`${label.replaceAll('_', '-')}-1`, '/', `/${label}`, '1', 'a', ''];
      const fitting = wished.filter(holds);
      const values = fitting.length > 0 ? fitting : usual.filter(holds).slice(0, 1);
      variants = variants
        .flatMap((variant) => values.map((value) => new Map([...variant, [label, value]])))
        .slice(0, mostVariants);
    }
    return variants;
  }
}
