import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { baseUrl } from '../browser';
import { PanelWall, type SeenPanel } from '../pages/PanelWall';
import { it } from '../visitor';
import { stage, type Stage } from './stage';

interface Case {
  /** As the report calls it. */
  readonly name: string;
  readonly path: string;
}

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'expected.json')
    .sort()
    .map((file) => join(folder, file));
}

const kit = jsonFiles(join(process.env['CONFORMANCE_DIR'] ?? 'no-conformance-kit', 'grafana'));
const handwritten = process.env['DASHBOARDS_DIR'] ?? 'no-dashboards';
const ready = '../server/src/main/resources/io/vigie/server/dashboard/ready';

const corpus: readonly Case[] = [
  ...kit.map((path) => ({ name: basename(path, '.json'), path })),
  ...(existsSync(handwritten) ? readdirSync(handwritten).sort() : [])
    .map((name) => ({ name, path: join(handwritten, name, 'dashboard.json') }))
    .filter(({ path }) => existsSync(path)),
  ...jsonFiles(ready).map((path) => ({ name: `ready-${basename(path, '.json')}`, path })),
];

// By hand and from others, old and new: what the gate has time for. The others: `npm run e2e -- --serve --corpus`.
const handful = new Set(['nginx-exporter', 'event-planner-core', 'ready-http']);
const whole = process.env['E2E_LONG'] === 'corpus';
const cases = corpus.filter(({ name }) => whole || handful.has(name));

interface Outcome extends Case {
  readonly stage: Stage;
  readonly panels: readonly SeenPanel[];
  readonly reasons: readonly string[];
}

const outcomes: Outcome[] = [];

/** Gives the server a dashboard, and an hour of what it asks for. */
async function give(uid: string, json: object, lines: readonly string[]): Promise<void> {
  const board = (json as { dashboard?: object }).dashboard ?? json;
  const kept = await fetch(`${baseUrl}/api/v1/dashboards`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ dashboard: { ...board, uid }, folder: 'Corpus', overwrite: true }),
  });
  expect(kept.status, await kept.text()).toBe(200);
  if (lines.length === 0) return;
  const taken = await fetch(`${baseUrl}/api/v1/import`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: lines.join('\n'),
  });
  expect(taken.status, await taken.text()).toBeLessThan(300);
}

function reasonsOf(panels: readonly SeenPanel[], { excused }: Stage): string[] {
  return panels.flatMap(({ title, kind, state, says }) =>
    state === 'drawn' ? [] : [`${title} (${kind}): ${excused.get(title) ?? `${state}, ${says}`}`],
  );
}

function report(): string {
  const count = (panels: readonly SeenPanel[], ...states: readonly SeenPanel['state'][]) =>
    panels.filter(({ state }) => states.includes(state)).length;
  const rows = outcomes
    .toSorted(
      (a, b) =>
        corpus.findIndex(({ name }) => name === a.name) -
        corpus.findIndex(({ name }) => name === b.name),
    )
    .map(({ name, panels, stage: { expressions, history }, reasons }) => {
      const counts = [
        panels.length,
        count(panels, 'drawn'),
        count(panels, 'empty', 'failed', 'waiting'),
        count(panels, 'unsupported'),
      ];
      return `| ${[name, expressions, history.length, ...counts, reasons.join('<br>')].join(' | ')} |`;
    });
  return [
    '| dashboard | expressions | series given | panels | drawn with data | empty or failed | not supported | reasons |',
    '|---|---:|---:|---:|---:|---:|---:|---|',
    ...rows,
    '',
  ].join('\n');
}

const reportFile = 'target/corpus.md';

afterAll(() => {
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, report());
  if (whole) process.stdout.write(`${report()}\n`);
});

describe.skipIf(cases.length === 0)('dashboards that people have', { concurrent: true }, () => {
  it.for(cases)(
    '$name is drawn whole, from an exporter that has what it asks for',
    { timeout: 180_000 },
    async ({ name, path }, { arrive }) => {
      const uid = `corpus-${name}`;
      const json = JSON.parse(readFileSync(path, 'utf8')) as object;
      const prepared = await stage(name, json, baseUrl);
      expect(prepared.unreadable).toEqual([]);
      await give(uid, json, prepared.history);
      const address = `/d/${uid}?range=1h&refresh=off&${prepared.chosen.toString()}`;
      const { page, screenshot } = await arrive(address, { width: 1600, height: 1000 });
      await page.locator('section[data-kind]').first().waitFor();
      const wall = new PanelWall(page);
      await wall.unfoldRows();
      await wall.walk();
      const panels = await wall.panels();
      outcomes.push({ name, path, stage: prepared, panels, reasons: reasonsOf(panels, prepared) });
      await screenshot(`corpus/${name}`, { whole: true });
      const placed = prepared.placed.filter(({ panel }) => panel.kind !== 'row');
      expect(panels.length).toBe(placed.length);
      // A panel that is not drawn is of a kind that is not known, or asks for what no exporter has.
      const unexplained = panels.filter(
        ({ title, state }) =>
          state !== 'drawn' && state !== 'unsupported' && !prepared.excused.has(title),
      );
      expect(unexplained).toEqual([]);
    },
  );
});
