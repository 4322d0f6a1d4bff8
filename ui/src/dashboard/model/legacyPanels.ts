import { numberOf, objectOf, oneOf, textOf, type Json } from './json';
import { migrateGraph } from './legacyGraph';
import { migrateSinglestat } from './legacySinglestat';
import { isOldTable, migrateTable } from './legacyTable';

/** The plugin for pies that came before the built-in panel. */
function migratePie(panel: Json): Json {
  return {
    ...panel,
    type: 'piechart',
    fieldConfig: { defaults: { unit: textOf(panel['format'], 'short') }, overrides: [] },
    options: {
      pieType: textOf(panel['pieType'], 'pie'),
      reduceOptions: {
        calcs: [textOf(panel['valueName']) === 'total' ? 'sum' : 'lastNotNull'],
      },
      legend: { showLegend: true, placement: 'right', values: ['value'] },
    },
  };
}

/** A heat map as Grafana before version 9 wrote it: everything at the panel itself. */
function migrateHeatmap(panel: Json): Json {
  const axis = objectOf(panel['yAxis']);
  const colour = objectOf(panel['color']);
  return {
    ...panel,
    options: {
      calculate: textOf(panel['dataFormat']) !== 'tsbuckets',
      yAxis: { unit: textOf(axis['format'], 'short'), decimals: axis['decimals'] },
      color: {
        scheme: textOf(colour['colorScheme']).replace(/^interpolate/, ''),
        exponent: numberOf(colour['exponent']) ?? 0.5,
      },
    },
  };
}

/** A stat, gauge or bar gauge of Grafana 6, which kept its fields under `fieldOptions`. */
function migrateFieldOptions(panel: Json, options: Json): Json {
  const fields = objectOf(options['fieldOptions']);
  const written = objectOf(panel['fieldConfig']);
  const defaults = { ...objectOf(fields['defaults']), ...objectOf(written['defaults']) };
  return {
    ...panel,
    fieldConfig: { defaults, overrides: written['overrides'] ?? fields['overrides'] ?? [] },
    options: {
      ...options,
      reduceOptions: options['reduceOptions'] ?? {
        calcs: fields['calcs'],
        values: fields['values'] === true,
      },
    },
  };
}

function migrateText(panel: Json): Json {
  return {
    ...panel,
    options: {
      mode: oneOf(['markdown', 'html', 'text'], panel['mode']),
      content: textOf(panel['content']),
    },
  };
}

function migrateAlertList(panel: Json): Json {
  return {
    ...panel,
    options: { maxItems: numberOf(panel['limit']) ?? 10, alertName: textOf(panel['nameFilter']) },
  };
}

/** Types of plugins that were much used before Grafana drew the same itself. */
const successors: Readonly<Record<string, string>> = {
  'natel-discrete-panel': 'state-timeline',
  'flant-statusmap-panel': 'status-history',
};

/** The panel as the newest version would write it; the same object when there is nothing to change. */
export function migratePanel(panel: Json): Json {
  const type = textOf(panel['type']);
  const options = objectOf(panel['options']);
  const hasOptions = Object.keys(options).length > 0;
  if (type === 'graph') return migrateGraph(panel);
  if (type === 'singlestat' || type === 'grafana-singlestat-panel') return migrateSinglestat(panel);
  if (type === 'table-old' || (type === 'table' && isOldTable(panel))) return migrateTable(panel);
  if (type === 'grafana-piechart-panel') return migratePie(panel);
  if (type === 'heatmap' && !hasOptions) return migrateHeatmap(panel);
  if (type === 'text' && !hasOptions) return migrateText(panel);
  if (type === 'alertlist' && !hasOptions) return migrateAlertList(panel);
  if ('fieldOptions' in options) return migrateFieldOptions(panel, options);
  const successor = Object.hasOwn(successors, type) ? successors[type] : undefined;
  if (successor !== undefined) return { ...panel, type: successor, options: {} };
  return panel;
}
