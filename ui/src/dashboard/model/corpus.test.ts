import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isComplete } from '../../promql/expression';
import { builtInVariables } from '../variables/builtIn';
import { interpolate } from '../variables/interpolate';
import { unresolved } from '../variables/resolve';
import { readDashboard } from './readDashboard';
import { fieldSettings } from '../data/fieldSettings';
import type { Dashboard, Panel } from './types';

/** The folder of the conformance kit, as the tests of the server take it from `-Dconformance.dir`. */
const folder = process.env['CONFORMANCE_DIR'];
const grafana = folder === undefined ? undefined : join(folder, 'grafana');
const kit = grafana !== undefined && existsSync(join(grafana, 'expected.json')) ? grafana : '';

interface Expected {
  readonly file: string;
  readonly title: string;
  readonly uid: string | null;
  readonly panels_by_type: Readonly<Record<string, number>>;
  readonly panels_total: number;
  readonly old_rows: number;
  readonly collapsed_rows: number;
  readonly variables: readonly (readonly [string, string])[];
  readonly repeats: readonly string[];
  readonly transformations: Readonly<Record<string, number>>;
  readonly panels_with_value_mappings: number;
  readonly panels_with_thresholds: number;
  readonly targets_total: number;
  readonly targets_with_expr: number;
  readonly instant_targets: number;
  readonly expressions: readonly string[];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Every panel, rows and what is folded into them. */
function allPanels(panels: readonly Panel[]): Panel[] {
  return panels.flatMap((panel) => [panel, ...allPanels(panel.panels)]);
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** Old rows become panels only where they show something; the kit counts them apart. */
function withoutOldRows(panels: readonly Panel[], { old_rows }: Expected): Panel[] {
  return old_rows === 0 ? [...panels] : panels.filter(({ kind }) => kind !== 'row');
}

function unreadable({ variables, panels }: Dashboard): string[] {
  const scope = {
    variables: unresolved(variables),
    builtIn: builtInVariables({
      startMillis: 0,
      endMillis: 3_600_000,
      stepMillis: 15_000,
      smallestMillis: 15_000,
    }),
  };
  return allPanels(panels)
    .flatMap(({ targets }) => targets)
    .map(({ expression }) => interpolate(expression, scope, 'promql'))
    .filter((expression) => expression !== '' && !isComplete(expression));
}

describe.skipIf(kit === '')('dashboards of the conformance kit (CONFORMANCE_DIR)', () => {
  const cases = (kit === '' ? [] : (readJson(join(kit, 'expected.json')) as Expected[])).filter(
    ({ file }) => existsSync(join(kit, file)),
  );

  it.each(cases)('$file is read whole', (expected) => {
    const { dashboard, report } = readDashboard(readJson(join(kit, expected.file)));
    const every = allPanels(dashboard.panels);
    const panels = withoutOldRows(every, expected);
    const targets = panels.flatMap((panel) => panel.targets);
    const settings = panels.map(({ fields }) => fieldSettings(fields.defaults));
    expect(dashboard.title).toBe(expected.title);
    expect(dashboard.uid).toBe(expected.uid ?? '');
    expect(countBy(panels, ({ sourceType }) => sourceType)).toEqual(expected.panels_by_type);
    expect(panels.length).toBe(expected.panels_total);
    expect(
      report.findings.find(({ kind }) => kind === 'rowsMigrated') ?? { count: 0 },
    ).toMatchObject({ count: expected.old_rows });
    if (expected.old_rows === 0)
      expect(every.filter(({ collapsed }) => collapsed).length).toBe(expected.collapsed_rows);
    expect(dashboard.variables.map(({ name, sourceType }) => [name, sourceType])).toEqual(
      expected.variables,
    );
    expect(distinct(every.flatMap(({ repeat }) => (repeat ? [repeat.variable] : [])))).toEqual(
      distinct(expected.repeats),
    );
    // Those of the file; old tables get some of their own.
    const written = panels.filter(
      ({ sourceType, options }) => sourceType !== 'table' || !('sortColumn' in options),
    );
    expect(
      countBy(
        written.flatMap(({ transformations }) => transformations),
        ({ id }) => id,
      ),
    ).toEqual(expected.transformations);
    expect(settings.filter(({ mappings }) => mappings.length > 0).length).toBe(
      expected.panels_with_value_mappings,
    );
    expect(settings.filter(({ thresholds }) => thresholds !== undefined).length).toBe(
      expected.panels_with_thresholds,
    );
    expect(targets.length).toBe(expected.targets_total);
    expect(targets.filter(({ expression }) => expression !== '').length).toBe(
      expected.targets_with_expr,
    );
    expect(distinct(targets.map(({ expression }) => expression).filter(Boolean))).toEqual(
      distinct(expected.expressions),
    );
    expect(targets.filter(({ instant }) => instant).length).toBe(expected.instant_targets);
  });

  it.each(cases)('every expression of $file can be parsed after substitution', ({ file }) => {
    expect(unreadable(readDashboard(readJson(join(kit, file))).dashboard)).toEqual([]);
  });
});

/** A folder of folders with a `dashboard.json` each: what people wrote by hand. */
const handwritten = process.env['DASHBOARDS_DIR'] ?? '';

describe.skipIf(!existsSync(handwritten))('dashboards written by hand (DASHBOARDS_DIR)', () => {
  const files = (existsSync(handwritten) ? readdirSync(handwritten) : [])
    .map((each) => join(handwritten, each, 'dashboard.json'))
    .filter((path) => existsSync(path));

  it.each(files)('%s is read whole', (path) => {
    const { dashboard, report } = readDashboard(readJson(path));
    expect(dashboard.panels.length).toBeGreaterThan(0);
    expect(dashboard.panels.filter(({ kind }) => kind === 'unsupported')).toEqual([]);
    expect(report.findings).toContainEqual({ kind: 'placed', count: dashboard.panels.length });
    expect(unreadable(dashboard)).toEqual([]);
  });
});
