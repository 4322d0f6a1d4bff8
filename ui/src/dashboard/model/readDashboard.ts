import { isObject, numberOf, objectOf, objectsOf, textOf, textsOf, type Json } from './json';
import { panelsOfRows, withPlaces } from './legacyRows';
import { annotationsOf } from './readAnnotation';
import { linksOf, readPanel, type Reading } from './readPanel';
import { readVariable } from './readVariable';
import type { Finding, Report } from './report';
import type { Dashboard, Panel, Variable } from './types';

export interface ReadDashboard {
  readonly dashboard: Dashboard;
  readonly report: Report;
}

/** What was given is no dashboard at all. */
export class NotADashboard extends Error {
  constructor(readonly reason: 'notAnObject' | 'nothingToShow' | 'newFormat') {
    super(reason);
    this.name = 'NotADashboard';
  }
}

// More than anyone can look at; a bound on what a file can make the page do.
const mostPanels = 2_000;

/** The dashboard itself, whatever the API that gave it put around it. */
function unwrapped(source: unknown): Json {
  if (!isObject(source)) throw new NotADashboard('notAnObject');
  const inner = source['dashboard'];
  const dashboard = isObject(inner) ? inner : source;
  const isNewFormat =
    isObject(dashboard['elements']) ||
    (isObject(dashboard['spec']) && typeof dashboard['apiVersion'] === 'string');
  if (isNewFormat) throw new NotADashboard('newFormat');
  const shows = ['title', 'panels', 'rows'].some((name) => name in dashboard);
  if (!shows) throw new NotADashboard('nothingToShow');
  return dashboard;
}

function byPlace(a: Panel, b: Panel): number {
  return a.grid.y - b.grid.y || a.grid.x - b.grid.x;
}

function panelsOf(source: Json, found: Reading['found']): Panel[] {
  const rows = objectsOf(source['rows']);
  if (rows.length > 0) found({ kind: 'rowsMigrated', count: rows.length });
  const { panels, given } = withPlaces([...objectsOf(source['panels']), ...panelsOfRows(rows)]);
  if (given > 0) found({ kind: 'placed', count: given });
  if (panels.length > mostPanels)
    found({ kind: 'panelsLeftOut', count: panels.length - mostPanels });
  const reading: Reading = { idFor: numbering(panels), found };
  return panels
    .slice(0, mostPanels)
    .map((panel) => readPanel(panel, reading))
    .toSorted(byPlace);
}

function variablesOf(source: Json, found: Reading['found']): Variable[] {
  const variables = objectsOf(objectOf(source['templating'])['list'])
    .map(readVariable)
    .filter(({ name }) => name !== '');
  for (const { name, type, sourceType } of variables) {
    if (type === 'unsupported')
      found({ kind: 'variableUnsupported', variable: name, type: sourceType });
  }
  return variables;
}

/** Hands out numbers of panels: each its own, and those without one from beyond the largest. */
function numbering(panels: readonly Json[]): Reading['idFor'] {
  const written = panels
    .flatMap((panel) => [panel, ...objectsOf(panel['panels'])])
    .map(({ id }) => numberOf(id) ?? 0);
  const taken = new Set<number>();
  let last = Math.max(0, ...written.filter(Number.isSafeInteger));
  return (wanted) => {
    const fits = wanted !== undefined && Number.isSafeInteger(wanted) && wanted > 0;
    const id = fits && !taken.has(wanted) ? wanted : ++last;
    taken.add(id);
    return id;
  };
}

/**
 * A dashboard from Grafana's JSON, schema versions 12 to 42 and files written by hand, with or
 * without the wrapper of its API. Parts that are not known are kept as such and told in the report.
 *
 * @throws NotADashboard if there is nothing in it that could be shown
 */
export function readDashboard(json: unknown): ReadDashboard {
  const source = unwrapped(json);
  const findings: Finding[] = [];
  const found = (finding: Finding) => findings.push(finding);
  const panels = panelsOf(source, found);
  const variables = variablesOf(source, found);
  const { annotations, showsAlerts, foreign } = annotationsOf(source['annotations']);
  if (foreign > 0) found({ kind: 'annotationsUnsupported', count: foreign });
  const time = objectOf(source['time']);
  const dashboard: Dashboard = {
    uid: textOf(source['uid']),
    title: textOf(source['title']),
    description: textOf(source['description']),
    tags: textsOf(source['tags']),
    timeZone: textOf(source['timezone']) || 'browser',
    refresh: textOf(source['refresh']),
    time: { from: textOf(time['from'], 'now-6h'), to: textOf(time['to'], 'now') },
    variables,
    panels,
    links: linksOf(source['links']),
    annotations,
    showsAlerts,
  };
  return { dashboard, report: { findings } };
}
