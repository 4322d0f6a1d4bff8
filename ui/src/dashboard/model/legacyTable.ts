import { isObject, numberOf, objectOf, objectsOf, textOf, textsOf, type Json } from './json';
import { overrideFor } from './legacyOverrides';
import { mappingsOf, stepsOf } from './legacySinglestat';

const cellModes: Readonly<Record<string, string>> = {
  cell: 'color-background',
  row: 'color-background',
  value: 'color-text',
};

/** Old patterns name a column as a whole, or as a regular expression between slashes. */
function styleOverride(style: Json): Json {
  const properties: { id: string; value: unknown }[] = [];
  const add = (id: string, value: unknown) => properties.push({ id, value });
  const alias = textOf(style['alias']);
  const type = textOf(style['type']);
  const mode = cellModes[textOf(style['colorMode'])];
  const thresholds = stepsOf(style['thresholds'], textsOf(style['colors']));
  const mappings = mappingsOf(style);
  if (alias !== '') add('displayName', alias);
  if (type === 'hidden') add('custom.hidden', true);
  if (type === 'number') add('unit', textOf(style['unit'], 'short'));
  if (type === 'date') add('unit', 'dateTimeAsIso');
  if (type === 'number' && numberOf(style['decimals']) !== undefined)
    add('decimals', style['decimals']);
  if (thresholds) add('thresholds', thresholds);
  if (mode !== undefined) add('custom.cellOptions', { type: mode });
  if (mappings.length > 0) add('mappings', mappings);
  if (style['link'] === true)
    add('links', [
      {
        title: textOf(style['linkTooltip']),
        url: textOf(style['linkUrl']),
        targetBlank: style['linkTargetBlank'] === true,
      },
    ]);
  return overrideFor(textOf(style['pattern']), properties);
}

const calculations: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
};

/** The old table put its series together in one of these ways. */
function transformationsOf(panel: Json): Json[] {
  switch (textOf(panel['transform'])) {
    case 'timeseries_to_columns':
      return [{ id: 'joinByField', options: { byField: 'Time', mode: 'outer' } }];
    case 'timeseries_to_rows':
      return [{ id: 'seriesToRows', options: {} }];
    case 'timeseries_aggregations':
      return [
        {
          id: 'reduce',
          options: {
            includeTimeField: false,
            reducers: objectsOf(panel['columns']).map(({ value }) => {
              const name = textOf(value);
              return calculations[name] ?? name;
            }),
          },
        },
      ];
    default:
      return [{ id: 'merge', options: { reducers: [] } }];
  }
}

/** Whether a panel of type `table` was written by Grafana before version 7. */
export function isOldTable(panel: Json): boolean {
  return Array.isArray(panel['styles']) || ('columns' in panel && !isObject(panel['options']));
}

/** A table as Grafana before version 7 wrote it, as a present one. */
export function migrateTable(panel: Json): Json {
  const sort = objectOf(panel['sort']);
  return {
    ...panel,
    type: 'table',
    fieldConfig: {
      defaults: { custom: {} },
      // The first style that fits a column holds, where of overrides it is the last.
      overrides: objectsOf(panel['styles']).map(styleOverride).toReversed(),
    },
    options: {
      showHeader: panel['showHeader'] !== false,
      sortColumn: numberOf(sort['col']) ?? null,
      sortDescending: sort['desc'] === true,
    },
    transformations: transformationsOf(panel),
  };
}
