import { isObject, numberOf, objectOf, objectsOf, textOf, textsOf, type Json } from './json';
import { variableTypes, type AdHocFilter, type Variable, type VariableOption } from './types';

const hides = ['no', 'label', 'variable'] as const;

function typeOf(sourceType: string): Variable['type'] {
  return variableTypes.find((type) => type === sourceType) ?? 'unsupported';
}

// How Grafana's form for a Prometheus variable numbers its kinds of questions.
const labelNames = 0;
const labelValues = 1;
const metricNames = 2;

function selectorText(query: Json): string {
  const filters = objectsOf(query['labelFilters'])
    .map(({ label, op, value }) => `${textOf(label)}${textOf(op, '=')}"${textOf(value)}"`)
    .join(',');
  const metric = textOf(query['metric']);
  return filters === '' ? metric : `${metric}{${filters}}`;
}

/** The question of a variable in its written form, also where it was filled into a form. */
function queryText(query: unknown): string {
  if (!isObject(query)) return textOf(query);
  const written = textOf(query['query']);
  if (written !== '') return written;
  const selector = selectorText(query);
  switch (numberOf(query['qryType'])) {
    case labelNames:
      return 'label_names()';
    case labelValues: {
      const label = textOf(query['label']);
      return selector === '' ? `label_values(${label})` : `label_values(${selector}, ${label})`;
    }
    case metricNames:
      return `metrics(${textOf(query['metric'], '.*')})`;
    default:
      return textOf(query['expr'] ?? query['seriesQuery'] ?? query['varQuery']);
  }
}

function optionsOf(value: unknown): VariableOption[] {
  return objectsOf(value).map((option) => {
    const chosen = textsOf(option['value'])[0] ?? '';
    return { text: textsOf(option['text'])[0] ?? chosen, value: chosen };
  });
}

function filtersOf(value: unknown): AdHocFilter[] {
  return objectsOf(value).map(({ key, operator, value: wanted }) => ({
    key: textOf(key),
    operator: textOf(operator, '='),
    value: textOf(wanted),
  }));
}

function autoOf(variable: Json): Variable['auto'] {
  if (variable['auto'] !== true) return undefined;
  return {
    count: numberOf(variable['auto_count']) ?? 30,
    min: textOf(variable['auto_min'], '10s'),
  };
}

// When its question is asked again: never, when the page opens, whenever the stretch of time moves.
const onTimeChange = 2;

/** A variable of a dashboard's `templating.list`. */
export function readVariable(variable: Json): Variable {
  const sourceType = textOf(variable['type'], 'query');
  return {
    name: textOf(variable['name']),
    type: typeOf(sourceType),
    sourceType,
    label: textOf(variable['label']),
    description: textOf(variable['description']),
    hide: hides[numberOf(variable['hide']) ?? 0] ?? 'no',
    query: queryText(variable['query']) || textOf(variable['definition']),
    regex: textOf(variable['regex']),
    sort: numberOf(variable['sort']) ?? 0,
    multi: variable['multi'] === true,
    includeAll: variable['includeAll'] === true,
    allValue: textOf(variable['allValue']),
    options: optionsOf(variable['options']),
    current: textsOf(objectOf(variable['current'])['value']).filter((value) => value !== ''),
    followsTime: numberOf(variable['refresh']) === onTimeChange,
    filters: filtersOf(variable['filters']),
    auto: autoOf(variable),
  };
}
