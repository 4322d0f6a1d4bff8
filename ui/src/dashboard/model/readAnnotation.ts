import { isObject, numberOf, objectOf, objectsOf, textOf, type Json } from './json';
import type { Annotation } from './types';

const grafanaItself = '-- Grafana --';

/** Whether it is the entry that Grafana adds by itself, for the alerts of panels. */
export function isBuiltIn(annotation: Json): boolean {
  const { builtIn, datasource } = annotation;
  return (
    builtIn === 1 ||
    datasource === grafanaItself ||
    textOf(objectOf(datasource)['uid']) === grafanaItself
  );
}

function panelsOf(filter: unknown): Annotation['panels'] {
  if (!isObject(filter) || !Array.isArray(filter['ids'])) return undefined;
  const ids = filter['ids'].flatMap((id) => numberOf(id) ?? []);
  return { ids, except: filter['exclude'] === true };
}

function readAnnotation(source: Json): Annotation | undefined {
  const type = textOf(objectOf(source['datasource'])['type']);
  if (type !== '' && type !== 'prometheus') return undefined;
  const expression = textOf(source['expr']) || textOf(objectOf(source['target'])['expr']);
  if (expression.trim() === '') return undefined;
  return {
    name: textOf(source['name']),
    colour: textOf(source['iconColor']) || 'blue',
    expression,
    title: textOf(source['titleFormat']),
    text: textOf(source['textFormat']),
    tagLabels: textOf(source['tagKeys'])
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== ''),
    step: textOf(source['step']),
    timeFromValue: source['useValueForTime'] === true || source['useValueForTime'] === 'on',
    enabled: source['enable'] !== false,
    hidden: source['hide'] === true,
    panels: panelsOf(source['filter']),
  };
}

/**
 * What is drawn over the charts of a dashboard, how many of them ask a source that is not asked
 * here, and whether the author wants alerts to be shown: Grafana adds an entry of its own for that.
 */
export function annotationsOf(value: unknown): {
  annotations: Annotation[];
  showsAlerts: boolean;
  foreign: number;
} {
  const list = objectsOf(objectOf(value)['list']);
  const own = list.filter((each) => !isBuiltIn(each));
  const annotations = own.flatMap((each) => readAnnotation(each) ?? []);
  return {
    annotations,
    showsAlerts: list.filter(isBuiltIn).every((each) => each['enable'] !== false),
    foreign: own.length - annotations.length,
  };
}
