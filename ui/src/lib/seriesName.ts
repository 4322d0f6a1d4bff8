import type { Labels } from '../api/types';

const plainMetric = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const plainLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A label value between quotes, as PromQL reads it back. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

function labelPair(name: string, value: string): string {
  return `${plainLabel.test(name) ? name : quoted(name)}=${quoted(value)}`;
}

/** A series as one writes it in PromQL, labels sorted: `up{instance="a", job="b"}`; `{}` without any. */
export function seriesName(labels: Labels): string {
  const { __name__: metric, ...rest } = labels;
  const pairs = Object.keys(rest)
    .sort()
    .map((name) => labelPair(name, rest[name] ?? ''));
  if (metric === undefined) return `{${pairs.join(', ')}}`;
  if (!plainMetric.test(metric)) return `{${[quoted(metric), ...pairs].join(', ')}}`;
  return pairs.length === 0 ? metric : `${metric}{${pairs.join(', ')}}`;
}

/** Names for series that stand side by side: only what tells them apart, the whole when there is one. */
export function distinctNames(series: readonly Labels[]): string[] {
  const [first] = series;
  if (first === undefined) return [];
  const isCommon = (name: string) => series.every((labels) => labels[name] === first[name]);
  const common = new Set(Object.keys(first).filter(isCommon));
  if (series.length === 1) return [seriesName(first)];
  return series.map((labels) =>
    seriesName(Object.fromEntries(Object.entries(labels).filter(([name]) => !common.has(name)))),
  );
}
