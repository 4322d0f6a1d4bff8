/** What the query of a variable asks the server. */
export type VariableQuestion =
  | { readonly kind: 'labelNames'; readonly pattern: string }
  | { readonly kind: 'labelValues'; readonly label: string; readonly selector: string }
  | { readonly kind: 'metrics'; readonly pattern: string }
  | { readonly kind: 'queryResult'; readonly expression: string }
  | { readonly kind: 'series'; readonly selector: string };

const labelNames = /^label_names\((.*)\)\s*$/s;
const labelValues = /^label_values\((?:(.+),\s*)?([\w.:"-]+)\s*\)\s*$/s;
const metrics = /^metrics\((.+)\)\s*$/s;
const queryResult = /^query_result\((.+)\)\s*$/s;

/** The question in Grafana's notation: `label_values(up, job)`, `query_result(…)`; else a selector. */
export function readQuestion(text: string): VariableQuestion | undefined {
  const query = text.trim();
  if (query === '') return undefined;
  const names = labelNames.exec(query);
  if (names) return { kind: 'labelNames', pattern: names[1]?.trim() ?? '' };
  const values = labelValues.exec(query);
  if (values)
    return {
      kind: 'labelValues',
      label: (values[2] ?? '').replaceAll('"', ''),
      selector: values[1]?.trim() ?? '',
    };
  const metric = metrics.exec(query);
  if (metric) return { kind: 'metrics', pattern: metric[1]?.trim() ?? '' };
  const result = queryResult.exec(query);
  if (result) return { kind: 'queryResult', expression: result[1]?.trim() ?? '' };
  return { kind: 'series', selector: query };
}
