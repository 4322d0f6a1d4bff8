import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isComplete } from '../promql/expression';
import { field } from './data/frame';
import { fieldViews } from './data/fieldViews';
import { transform } from './data/transform';
import { layOut } from './layout';
import { NotADashboard, readDashboard } from './model/readDashboard';
import { linesOf } from './panels/timeseries/lines';
import { questionsOf, type AskingScope } from './questions';
import { resolveVariables } from './variables/resolve';

/** The dashboards that come with the server. */
const folder = join(
  import.meta.dirname,
  '../../../server/src/main/resources/io/vigie/server/dashboard/ready',
);
const ready = readdirSync(folder).map((name) => ({
  name,
  json: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown,
}));

async function askedBy(json: unknown) {
  const { dashboard, report } = readDashboard(json);
  const choices = await resolveVariables(dashboard.variables, new Map(), new Map(), 1, () =>
    Promise.resolve(['http_request_duration_seconds_count', 'b']),
  );
  const asking: AskingScope = {
    variables: choices,
    narrowed: (expression) => expression,
    startMillis: 0,
    endMillis: 3_600_000,
    endsNow: true,
    dashboard,
  };
  const placed = layOut(dashboard.panels, choices, new Set());
  const questions = placed.flatMap(({ panel }) => questionsOf(panel, asking, 400));
  return { dashboard, report, placed, questions };
}

describe.each(ready)('the ready dashboard $name', ({ json }) => {
  it('is read without anything to remark, and asks what can be parsed', async () => {
    const { report, questions, placed } = await askedBy(json);
    expect(report.findings).toEqual([]);
    expect(
      questions.map(({ expression }) => expression).filter((each) => !isComplete(each)),
    ).toEqual([]);
    expect(questions.every(({ expression }) => !expression.includes('$'))).toBe(true);
    expect(placed.length).toBeGreaterThan(8);
  });

  it('has no panel over another', async () => {
    const { placed } = await askedBy(json);
    const cells = placed.flatMap(({ x, y, width, height }) =>
      Array.from(
        { length: width * height },
        (_, at) => `${x + (at % width)}/${y + Math.floor(at / width)}`,
      ),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

/** Numbers that look random and are the same in each run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '$a',
  '/(/',
  '__proto__',
  [],
  [null],
  {},
  { a: [] },
  ['x', 3],
  'NaN',
  '{{',
  '${',
];

/** The same JSON with some of its values replaced by ones of another kind. */
function broken(value: unknown, random: () => number): unknown {
  if (random() < 0.03) return odd[Math.floor(random() * odd.length)];
  if (Array.isArray(value)) return value.map((each) => broken(each, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, broken(each, random)]),
  );
}

const old = {
  title: 'Old',
  templating: {
    list: [{ name: 'a', type: 'query', query: 'label_values(up, job)', regex: '/(.*)/' }],
  },
  rows: [
    {
      title: 'R',
      collapse: true,
      repeat: 'a',
      height: '200px',
      panels: [
        {
          type: 'graph',
          span: 4,
          yaxes: [{ format: 's' }],
          thresholds: [{ value: 3, op: 'gt' }],
          seriesOverrides: [{ alias: '/x/', fill: 3 }],
          targets: [{ expr: 'up{job="$a"}' }],
        },
        {
          type: 'singlestat',
          thresholds: '1,2',
          colors: ['red'],
          valueMaps: [{ value: '1', text: 'x' }],
          gauge: { show: true },
        },
        {
          type: 'table',
          styles: [
            { pattern: '/.*/', type: 'number', thresholds: ['1'], colors: ['red', 'green'] },
          ],
          sort: { col: 1 },
        },
      ],
    },
  ],
};

describe('a file that somebody broke', () => {
  const frame = {
    refId: 'A',
    fields: [
      field('Time', 'time', [0, 15_000]),
      field('Value', 'number', [1, NaN], { labels: { job: 'x' }, sourceName: 'x' }),
    ],
  };

  it('never breaks the page, whatever it holds', async () => {
    const random = numbers(20_260_131);
    const sources = [...ready.map(({ json }) => json), old, old, old];
    for (let round = 0; round < 120; round++) {
      const json = broken(sources[round % sources.length], random);
      try {
        const { placed } = await askedBy(json);
        for (const { panel } of placed) {
          linesOf([frame], panel.fields);
          fieldViews(transform([frame], panel.transformations), panel.fields);
        }
      } catch (error) {
        if (!(error instanceof NotADashboard)) throw error;
      }
    }
  });
});
