import type { Cell } from './frame';

function numbers(values: readonly Cell[]): number[] {
  return values.filter((value): value is number => typeof value === 'number');
}

/** Those that compare with others. */
function comparable(values: readonly Cell[]): number[] {
  return numbers(values).filter((value) => !Number.isNaN(value));
}

function smallest(values: readonly number[]): number | null {
  let found: number | null = null;
  for (const value of values) if (found === null || value < found) found = value;
  return found;
}

function largest(values: readonly number[]): number | null {
  let found: number | null = null;
  for (const value of values) if (found === null || value > found) found = value;
  return found;
}

function sum(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | null {
  const total = sum(values);
  return total === null ? null : total / values.length;
}

function variance(values: readonly number[]): number | null {
  const middle = mean(values);
  return middle === null ? null : mean(values.map((value) => (value - middle) ** 2));
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

/** How much a counter grew; where it falls it began anew. */
function growth(values: readonly number[]): number | null {
  let total: number | null = null;
  values.forEach((value, index) => {
    const before = values[index - 1];
    if (before === undefined) total = 0;
    else total = (total ?? 0) + (value >= before ? value - before : value);
  });
  return total;
}

function difference(values: readonly number[]): number | null {
  const [first] = values;
  const last = values.at(-1);
  return first === undefined || last === undefined ? null : last - first;
}

function relativeDifference(values: readonly number[]): number | null {
  const [first] = values;
  const whole = difference(values);
  return whole === null || first === undefined || first === 0 ? null : whole / first;
}

function firstKnown(values: readonly Cell[]): Cell {
  return values.find((value) => value !== null && value !== '') ?? null;
}

/** Turns the values of a field into one, by the names that Grafana gives these. */
const calculations: Readonly<Record<string, (values: readonly Cell[]) => Cell>> = {
  last: (values) => values.at(-1) ?? null,
  lastNotNull: (values) =>
    values.findLast((value) => value !== null && !(typeof value === 'number' && isNaN(value))) ??
    values.findLast((value) => value !== null) ??
    null,
  first: (values) => values[0] ?? null,
  firstNotNull: firstKnown,
  min: (values) => smallest(comparable(values)),
  max: (values) => largest(comparable(values)),
  mean: (values) => mean(comparable(values)),
  median: (values) => median(comparable(values)),
  sum: (values) => sum(comparable(values)),
  count: (values) => values.length,
  countAll: (values) => values.length,
  range: (values) => {
    const [low, high] = [smallest(comparable(values)), largest(comparable(values))];
    return low === null || high === null ? null : high - low;
  },
  delta: (values) => growth(comparable(values)),
  step: (values) => {
    const known = comparable(values);
    return smallest(known.slice(1).map((value, index) => value - (known[index] ?? value)));
  },
  diff: (values) => difference(comparable(values)),
  diffperc: (values) => relativeDifference(comparable(values)),
  logmin: (values) => smallest(comparable(values).filter((value) => value > 0)),
  allIsZero: (values) => Number(comparable(values).every((value) => value === 0)),
  allIsNull: (values) => Number(values.every((value) => value === null)),
  changeCount: (values) =>
    values.filter((value, index) => index > 0 && value !== values[index - 1]).length,
  distinctCount: (values) => new Set(values).size,
  variance: (values) => variance(comparable(values)),
  stdDev: (values) => {
    const found = variance(comparable(values));
    return found === null ? null : Math.sqrt(found);
  },
};

/** Statistics as Grafana before version 8 named them. */
const oldNames: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
};

/** The statistic of that name; the last value where none is known by it. */
export function calculate(name: string, values: readonly Cell[]): Cell {
  const percentile = /^p(\d{1,2})$/.exec(name);
  if (percentile) return quantile(comparable(values), Number(percentile[1]) / 100);
  const known = oldNames[name] ?? name;
  const calculation = Object.hasOwn(calculations, known) ? calculations[known] : undefined;
  return (calculation ?? calculations['lastNotNull'])?.(values) ?? null;
}
