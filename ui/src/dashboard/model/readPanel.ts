import { numberOf, objectOf, objectsOf, oneOf, textOf, type Json } from './json';
import { migratePanel } from './legacyPanels';
import type { Finding } from './report';
import {
  panelKinds,
  type FieldConfig,
  type GridPlace,
  type Link,
  type Panel,
  type PanelKind,
  type Repeat,
  type Target,
  type Transformation,
} from './types';

/** What the reading of one dashboard shares. */
export interface Reading {
  /** The number that a panel wants, if no other has it; else a free one. */
  readonly idFor: (wanted: number | undefined) => number;
  readonly found: (finding: Finding) => void;
}

function placeOf(value: unknown): GridPlace {
  const place = objectOf(value);
  const width = Math.min(24, Math.max(1, Math.round(numberOf(place['w']) ?? 12)));
  return {
    x: Math.min(24 - width, Math.max(0, Math.round(numberOf(place['x']) ?? 0))),
    y: Math.max(0, Math.round(numberOf(place['y']) ?? 0)),
    width,
    height: Math.min(200, Math.max(1, Math.round(numberOf(place['h']) ?? 8))),
  };
}

/** Links of a dashboard or of a panel. */
export function linksOf(value: unknown): Link[] {
  return objectsOf(value)
    .filter(({ url }) => textOf(url) !== '')
    .map((link) => ({
      title: textOf(link['title']) || textOf(link['url']),
      url: textOf(link['url']),
      newTab: link['targetBlank'] === true,
    }));
}

/** Its own source, or its panel's; a variable or a name alone does not say its type. */
function sourceOf(target: Json, panel: Json): string {
  const own = textOf(objectOf(target['datasource'])['type']);
  if (own !== '') return own;
  const shared = textOf(objectOf(panel['datasource'])['type']);
  return shared === '' || shared === 'datasource' ? 'prometheus' : shared;
}

function targetOf(target: Json, panel: Json): Target {
  return {
    refId: textOf(target['refId']),
    expression: textOf(target['expr']),
    legend: textOf(target['legendFormat']),
    instant: target['instant'] === true && target['range'] !== true,
    format: oneOf(['time_series', 'table', 'heatmap'], target['format']),
    hidden: target['hide'] === true,
    interval: textOf(target['interval']),
    exemplars: target['exemplar'] === true,
    source: sourceOf(target, panel),
  };
}

function fieldsOf(value: unknown): FieldConfig {
  const config = objectOf(value);
  return {
    defaults: objectOf(config['defaults']),
    overrides: objectsOf(config['overrides']).map((override) => {
      const matcher = objectOf(override['matcher']);
      return {
        matcher: { id: textOf(matcher['id']), options: matcher['options'] },
        properties: objectsOf(override['properties']).map(({ id, value: set }) => ({
          id: textOf(id),
          value: set,
        })),
      };
    }),
  };
}

function repeatOf(panel: Json): Repeat | undefined {
  const variable = textOf(panel['repeat']);
  if (variable === '') return undefined;
  return {
    variable,
    direction: oneOf(['h', 'v'], panel['repeatDirection']),
    mostPerRow: numberOf(panel['maxPerRow']) ?? 4,
  };
}

function kindOf(type: string): PanelKind {
  return panelKinds.find((kind) => kind === type) ?? 'unsupported';
}

/** A panel shared between dashboards is not in the file: only its name is. */
function libraryPanelName(panel: Json): string | undefined {
  const name = textOf(objectOf(panel['libraryPanel'])['name']);
  return name === '' || panel['type'] !== undefined ? undefined : name;
}

const supportedTransformations: ReadonlySet<string> = new Set([
  'organize',
  'merge',
  'groupBy',
  'sortBy',
  'reduce',
  'filterFieldsByName',
  'renameByRegex',
  'joinByField',
  'seriesToColumns',
  'seriesToRows',
  'labelsToFields',
  'prepareTimeSeries',
  'limit',
  'calculateField',
  'concatenate',
]);

function tell(panel: Panel, reading: Reading): void {
  const { title, sourceType, kind, transformations, targets } = panel;
  if (kind === 'unsupported')
    reading.found({ kind: 'panelUnsupported', panel: title, type: sourceType });
  else if (kind !== sourceType)
    reading.found({ kind: 'panelMigrated', panel: title, from: sourceType, to: kind });
  for (const { id } of transformations) {
    if (!supportedTransformations.has(id))
      reading.found({ kind: 'transformationUnsupported', panel: title, transformation: id });
  }
  if (kind === 'logs') {
    reading.found({ kind: 'logsWaiting', panel: title });
    return;
  }
  const foreign = new Set(
    targets.map(({ source }) => source).filter((source) => source !== 'prometheus'),
  );
  for (const source of foreign) reading.found({ kind: 'sourceUnsupported', panel: title, source });
}

/** Those that are not switched off. */
export function transformationsOf(list: readonly Json[]): Transformation[] {
  return list
    .filter(({ disabled }) => disabled !== true)
    .map(({ id, options }) => ({ id: textOf(id), options: objectOf(options) }));
}

/** A panel of any version. What it says and this site does not know goes to the report. */
export function readPanel(source: Json, reading: Reading): Panel {
  const library = libraryPanelName(source);
  const sourceType = library === undefined ? textOf(source['type']) : 'library panel';
  const migrated = migratePanel(source);
  const panel: Panel = {
    id: reading.idFor(numberOf(source['id'])),
    source,
    kind: kindOf(textOf(migrated['type'])),
    sourceType,
    title: textOf(source['title'], library ?? ''),
    description: textOf(source['description']),
    transparent: source['transparent'] === true,
    grid: placeOf(source['gridPos']),
    targets: objectsOf(source['targets']).map((target) => targetOf(target, source)),
    fields: fieldsOf(migrated['fieldConfig']),
    options: objectOf(migrated['options']),
    transformations: transformationsOf(objectsOf(migrated['transformations'])),
    repeat: repeatOf(source),
    links: linksOf(source['links']),
    interval: textOf(source['interval']),
    mostPoints: numberOf(source['maxDataPoints']),
    ownRange: textOf(source['timeFrom']),
    timeShift: textOf(source['timeShift']),
    collapsed: source['collapsed'] === true,
    panels: objectsOf(source['panels']).map((inner) => readPanel(inner, reading)),
  };
  tell(panel, reading);
  return panel;
}
