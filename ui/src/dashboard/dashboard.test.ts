import { describe, expect, it } from 'vitest';
import { fieldSettings } from './data/fieldSettings';
import { show, shownText } from './data/display';
import { field } from './data/frame';
import { framesOf } from './data/fromAnswer';
import { transform } from './data/transform';
import { axisTexts, plainValueText } from './data/valueText';
import { layOut } from './layout';
import { NotADashboard, readDashboard } from './model/readDashboard';
import { isLoss } from './model/report';
import { instantOf, rangeBetween, timeDefaults } from './page/timeSettings';
import { csvOf } from './page/csv';
import { heatmapCells } from './panels/heatmapCells';
import { safeUrl } from './panels/safeUrl';
import { stateRows } from './panels/states';
import { linesOf } from './panels/timeseries/lines';
import { drawnColumns } from './panels/timeseries/stacking';
import { questionsOf } from './questions';
import { readTimeRange, timeRangeParams } from '../state/timeRange';
import { resolveVariables } from './variables/resolve';

const panel = (more: object) => ({
  type: 'timeseries',
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  ...more,
});
const read = (more: object) => readDashboard({ title: 'T', panels: [], ...more });
const onlyPanel = (more: object) => {
  const [found] = read({ panels: [panel(more)] }).dashboard.panels;
  if (found === undefined) throw new Error('no panel was read');
  return found;
};

describe('a dashboard file', () => {
  it.each([
    [null, 'notAnObject'],
    [[], 'notAnObject'],
    [{ a: 1 }, 'nothingToShow'],
    [{ apiVersion: 'dashboard.grafana.app/v2', spec: { elements: {} } }, 'newFormat'],
  ])('%j is refused with its reason', (json, reason) => {
    expect(() => readDashboard(json)).toThrow(new NotADashboard(reason as 'notAnObject'));
  });

  it('with parts of the wrong kind is read as if they were not there', () => {
    const odd = {
      title: 7,
      panels: [null, 'x', { type: 3, targets: 'no', gridPos: [] }],
      tags: { a: 1 },
    };
    const { dashboard } = readDashboard(odd);
    expect(dashboard).toMatchObject({ title: '7', tags: [] });
    expect(dashboard.panels).toHaveLength(1);
  });

  it('with an unknown panel keeps it and says so', () => {
    const { dashboard, report } = read({ panels: [panel({ type: 'my-plugin', title: 'P' })] });
    expect(dashboard.panels[0]?.kind).toBe('unsupported');
    expect(report.findings).toContainEqual({
      kind: 'panelUnsupported',
      panel: 'P',
      type: 'my-plugin',
    });
    expect(report.findings.some(isLoss)).toBe(true);
  });

  it('of a graph with a right axis and a stacked series keeps both', () => {
    const graph = onlyPanel({
      type: 'graph',
      lines: true,
      fill: 2,
      yaxes: [{ format: 'bytes', min: '0' }, { format: 'percent' }],
      seriesOverrides: [{ alias: '/cpu/', yaxis: 2, stack: true, transform: 'negative-Y' }],
      legend: { show: true, values: true, alignAsTable: true, current: true, avg: true },
    });
    expect(graph.kind).toBe('timeseries');
    const frames = ['cpu', 'mem'].map((name) => ({
      refId: 'A',
      fields: [
        field('Time', 'time', [0, 1]),
        field('Value', 'number', [1, 2], { sourceName: name }),
      ],
    }));
    const [cpu, mem] = linesOf(frames, graph.fields).lines;
    expect(cpu).toMatchObject({ negative: true, style: { axis: 'right', stack: 'A', fill: 0.2 } });
    expect(cpu?.settings.unit).toBe('percent');
    expect(mem).toMatchObject({
      negative: false,
      style: { axis: 'left' },
      settings: { unit: 'bytes', min: 0 },
    });
    expect(graph.options['legend']).toMatchObject({
      displayMode: 'table',
      calcs: ['mean', 'lastNotNull'],
    });
  });

  it('of a singlestat keeps thresholds, colours and the words for values', () => {
    const stat = onlyPanel({
      type: 'singlestat',
      thresholds: '1,5',
      colors: ['red', 'orange', 'green'],
      colorValue: true,
      valueName: 'current',
      valueMaps: [
        { op: '=', value: 'null', text: 'N/A' },
        { op: '=', value: '0', text: 'down' },
      ],
    });
    const settings = fieldSettings(stat.fields.defaults);
    expect(shownText(show(settings, null, 'en'))).toBe('N/A');
    expect(shownText(show(settings, 0, 'en'))).toBe('down');
    expect(show(settings, 3, 'en').colour).toBe('var(--series-1)');
    expect(show(settings, 7, 'en').colour).toBe('var(--ok)');
  });

  it('never makes a name of a property into a way out', () => {
    const evil = JSON.parse(
      '{"fieldConfig":{"overrides":[{"matcher":{"id":"byName","options":"x"},"properties":[{"id":"__proto__.a","value":1}]}]}}',
    ) as object;
    const frame = { refId: 'A', fields: [field('x', 'number', [1])] };
    linesOf(
      [{ refId: 'A', fields: [field('Time', 'time', [0]), ...frame.fields] }],
      onlyPanel(evil).fields,
    );
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

describe('the layout', () => {
  const row = (y: number, more: object = {}) => ({
    type: 'row',
    title: 'R',
    gridPos: { x: 0, y, w: 24, h: 1 },
    ...more,
  });
  const values = async (name: string, list: string[]) =>
    resolveVariables(
      read({
        templating: {
          list: [
            {
              name,
              type: 'custom',
              query: list.join(),
              multi: true,
              includeAll: true,
              current: { value: ['$__all'] },
            },
          ],
        },
      }).dashboard.variables,
      new Map(),
      new Map(),
      1,
      () => Promise.resolve([]),
    );

  it('folds a row and moves up what is below', () => {
    const { panels } = read({
      panels: [
        row(0),
        panel({ gridPos: { x: 0, y: 1, w: 12, h: 8 } }),
        row(9),
        panel({ gridPos: { x: 0, y: 10, w: 12, h: 8 } }),
      ],
    }).dashboard;
    expect(layOut(panels, new Map(), new Set()).map(({ y }) => y)).toEqual([0, 1, 9, 10]);
    const [first] = layOut(panels, new Map(), new Set());
    const folded = layOut(panels, new Map(), new Set([first?.key ?? '']));
    expect(folded.map(({ y }) => y)).toEqual([0, 1, 2]);
  });

  it('unfolds a row that holds its panels itself', () => {
    const { panels } = read({
      panels: [
        row(0, { collapsed: true, panels: [panel({ gridPos: { x: 0, y: 1, w: 24, h: 4 } })] }),
        row(1),
      ],
    }).dashboard;
    const [first] = layOut(panels, new Map(), new Set());
    expect(layOut(panels, new Map(), new Set())).toHaveLength(2);
    expect(layOut(panels, new Map(), new Set([first?.key ?? ''])).map(({ y }) => y)).toEqual([
      0, 1, 5,
    ]);
  });

  it('repeats a panel side by side, and moves down what is below', async () => {
    const { panels } = read({
      panels: [
        panel({ repeat: 'v', maxPerRow: 2, gridPos: { x: 0, y: 0, w: 24, h: 5 } }),
        panel({ gridPos: { x: 0, y: 5, w: 24, h: 5 } }),
      ],
    }).dashboard;
    const placed = layOut(panels, await values('v', ['a', 'b', 'c']), new Set());
    expect(placed.map(({ x, y, width }) => [x, y, width])).toEqual([
      [0, 0, 12],
      [12, 0, 12],
      [0, 5, 12],
      [0, 10, 24],
    ]);
    expect(placed[1]?.repeated.get('v')?.values).toEqual(['b']);
  });

  it('repeats a row with its panels', async () => {
    const { panels } = read({
      panels: [row(0, { repeat: 'v' }), panel({ gridPos: { x: 0, y: 1, w: 12, h: 3 } })],
    }).dashboard;
    const placed = layOut(panels, await values('v', ['a', 'b']), new Set());
    expect(placed.map(({ y }) => y)).toEqual([0, 1, 4, 5]);
    expect(new Set(placed.map(({ key }) => key)).size).toBe(4);
  });
});

describe('the questions of a panel', () => {
  const asking = {
    variables: new Map(),
    narrowed: (expression: string) => expression,
    startMillis: 0,
    endMillis: 3_600_000,
    endsNow: true,
    dashboard: { uid: 'u', title: 'T' },
  };

  it('leave out what is hidden, empty or of another source', () => {
    const asked = questionsOf(
      onlyPanel({
        targets: [
          { expr: 'a' },
          { expr: 'b', hide: true },
          { expr: ' ' },
          { expr: 'c', datasource: { type: 'loki' } },
        ],
      }),
      asking,
      500,
    );
    expect(asked.map(({ expression }) => expression)).toEqual(['a']);
  });

  it('take the smallest step of the target before that of the panel', () => {
    const asked = questionsOf(
      onlyPanel({
        interval: '2m',
        targets: [
          { expr: 'rate(a[$__rate_interval])' },
          { expr: 'b[$__interval]', interval: '5m' },
        ],
      }),
      asking,
      500,
    );
    expect(asked.map(({ expression, steps }) => [expression, steps.stepSeconds])).toEqual([
      ['rate(a[8m])', 120],
      ['b[5m]', 300],
    ]);
  });

  it('ask for the panel’s own stretch of time', () => {
    const [asked] = questionsOf(
      onlyPanel({ timeFrom: '2h', timeShift: '1h', targets: [{ expr: 'a' }] }),
      asking,
      500,
    );
    expect(asked?.steps).toMatchObject({ startSeconds: -7_200, endSeconds: 0 });
  });
});

describe('a value', () => {
  it.each([
    [1_288_490_189, 'bytes', undefined, '1.2 GiB'],
    [1_500_000, 'decbytes', undefined, '1.5 MB'],
    [2_000, 'kbytes', undefined, '1.95 MiB'],
    [0.256, 'percentunit', undefined, '25.6%'],
    [25.6, 'percent', 0, '26%'],
    [93_784, 's', undefined, '1.09 d'],
    [93_784, 'dtdurations', undefined, '1 d 2 h 3 min'],
    [0.0123, 's', undefined, '12.3 ms'],
    [1_500, 'ms', undefined, '1.5 s'],
    [12_345, 'short', undefined, '12.3 k'],
    [999.96, 'short', undefined, '1 k'],
    [12_345, 'none', undefined, '12345'],
    [1, 'bool_yes_no', undefined, 'Yes'],
    [0, 'bool', undefined, 'False'],
    [1_234, 'ops', undefined, '1.23 kops/s'],
    [42, 'apples', undefined, '42 apples'],
    [42, 'suffix:x', undefined, '42 x'],
    [1_200, 'currencyUSD', undefined, '$1.2 k'],
    [-3, 'none', undefined, '−3'],
    [NaN, 'bytes', undefined, 'NaN'],
    [Infinity, 's', undefined, '+Inf'],
    [5_000, 'si:m', undefined, '5 km'],
    [3_661, 'dthms', undefined, '01:01:01'],
  ])('%d in %s reads well', (value, unit, decimals, text) => {
    expect(plainValueText(value, unit, decimals, 'en')).toBe(text);
  });

  it('of an axis shares one size and one number of decimals with the others', () => {
    // However few decimals are asked for, two labels never read the same.
    expect(axisTexts([0, 0.5, 1], 'short', 0, 'en')).toEqual(['0.0', '0.5', '1.0']);
    expect(axisTexts([0, 1, 2], 'short', 2, 'en')).toEqual(['0.00', '1.00', '2.00']);
    expect(axisTexts([0, 512 * 1024 ** 2, 1024 ** 3], 'bytes', undefined, 'en')).toEqual([
      '0.0 GiB',
      '0.5 GiB',
      '1.0 GiB',
    ]);
  });
});

describe('stacking', () => {
  const line = (values: number[], more: object) => {
    const frames = [
      { refId: 'A', fields: [field('Time', 'time', [0, 1]), field('Value', 'number', values)] },
    ];
    const config = {
      defaults: { custom: { stacking: { mode: 'normal', group: 'A' }, ...more } },
      overrides: [],
    };
    const [found] = linesOf(frames, config).lines;
    if (found === undefined) throw new Error('no line');
    return { ...found, key: JSON.stringify([values, more]) };
  };

  it('puts those above zero and those below it on their own sides', () => {
    const { columns } = drawnColumns(
      [line([1, 2], {}), line([3, 4], { transform: 'negative-Y' }), line([5, 6], {})],
      new Set(),
    );
    expect(columns).toEqual([
      [1, 2],
      [-3, -4],
      [6, 8],
    ]);
  });

  it('of shares fills the whole, without those that are hidden', () => {
    const percent = { stacking: { mode: 'percent', group: 'A' } };
    const lines = [line([1, 1], percent), line([3, 1], percent), line([9, 9], percent)];
    const { columns } = drawnColumns(lines, new Set([lines[2]?.key ?? '']));
    expect(columns).toEqual([
      [0.25, 0.5],
      [1, 1],
      [null, null],
    ]);
  });
});

describe('transformations', () => {
  const table = (refId: string, cells: Record<string, (string | number)[]>) => ({
    refId,
    fields: Object.entries(cells).map(([name, values]) =>
      field(name, typeof values[0] === 'number' ? 'number' : 'string', values),
    ),
  });
  const cellsOf = (frames: ReturnType<typeof transform>) =>
    frames.map(({ fields }) =>
      Object.fromEntries(fields.map(({ name, values }) => [name, values])),
    );

  it('merge rows that agree, and organize what is left', () => {
    const frames = [
      table('A', { node: ['a', 'b'], 'Value #A': [1, 2] }),
      table('B', { node: ['b', 'a'], 'Value #B': [20, 10] }),
    ];
    const done = transform(frames, [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: { excludeByName: { 'Value #A': true }, renameByName: { node: 'Node' } },
      },
    ]);
    expect(cellsOf(done)).toEqual([{ Node: ['a', 'b'], 'Value #B': [10, 20] }]);
  });

  it('group rows with statistics of the others', () => {
    const done = transform(
      [table('A', { path: ['x', 'y', 'x'], Value: [1, 2, 3] })],
      [
        {
          id: 'groupBy',
          options: {
            fields: {
              path: { operation: 'groupby', aggregations: [] },
              Value: { operation: 'aggregate', aggregations: ['last', 'sum'] },
            },
          },
        },
      ],
    );
    expect(cellsOf(done)).toEqual([
      { path: ['x', 'y'], 'Value (last)': [3, 2], 'Value (sum)': [4, 2] },
    ]);
  });

  it('sort, limit, reduce and calculate', () => {
    const frames = [table('A', { n: ['a', 'b', 'c'], v: [2, 3, 1], w: [1, 1, 1] })];
    expect(
      cellsOf(
        transform(frames, [
          { id: 'sortBy', options: { sort: [{ field: 'v', desc: true }] } },
          { id: 'limit', options: { limitField: 2 } },
        ]),
      ),
    ).toEqual([{ n: ['b', 'a'], v: [3, 2], w: [1, 1] }]);
    expect(
      cellsOf(transform(frames, [{ id: 'reduce', options: { reducers: ['max', 'sum'] } }])),
    ).toEqual([{ Field: ['v', 'w'], Max: [3, 1], Total: [6, 3] }]);
    expect(
      cellsOf(
        transform(frames, [
          {
            id: 'calculateField',
            options: {
              mode: 'binary',
              alias: 's',
              binary: { left: 'v', operator: '+', right: 'w' },
            },
          },
        ]),
      )[0]?.['s'],
    ).toEqual([3, 4, 2]);
  });

  it('that are not known change nothing', () => {
    const frames = [table('A', { v: [1] })];
    expect(transform(frames, [{ id: 'constructor', options: {} }])).toEqual(frames);
  });
});

describe('frames and drawings', () => {
  const steps = { startSeconds: 0, endSeconds: 20, stepSeconds: 10 };
  const asked = { refId: 'A', expression: 'x', legend: '{{le}}', format: 'heatmap' as const };

  it('take cumulative buckets apart', () => {
    const bucket = (le: string, ...counts: number[]) => ({
      metric: { le },
      values: counts.map((count, index) => [index * 10, String(count)] as const),
    });
    const frames = framesOf(
      {
        resultType: 'matrix',
        result: [bucket('+Inf', 9, 9, 9), bucket('1', 5, 6, 7), bucket('0.5', 2, 2, 2)],
      },
      steps,
      asked,
    );
    const { rows, largest } = heatmapCells(frames);
    expect(rows.map(({ name, counts }) => [name, counts])).toEqual([
      ['0.5', [2, 2, 2]],
      ['1', [3, 4, 5]],
      ['+Inf', [4, 3, 2]],
    ]);
    expect(largest).toBe(5);
  });

  it('show the buckets of native histograms, those of all series added up', () => {
    const histogram = (seconds: number, ...buckets: [number, string, string, string][]) =>
      [seconds, { count: '1', sum: '1', buckets }] as const;
    const frames = framesOf(
      {
        resultType: 'matrix',
        result: [
          {
            metric: { a: '1' },
            histograms: [histogram(0, [0, '1', '2', '3']), histogram(20, [0, '2', '4', '5'])],
          },
          { metric: { a: '2' }, histograms: [histogram(0, [0, '1', '2', '4'])] },
        ],
      },
      steps,
      asked,
    );
    expect(heatmapCells(frames).rows.map(({ upper, counts }) => [upper, counts])).toEqual([
      [2, [7, null, 0]],
      [4, [0, null, 5]],
    ]);
  });

  it('join equal states, and leave gaps', () => {
    const frames = [
      {
        refId: 'A',
        fields: [field('Time', 'time', [0, 10, 20, 30]), field('up', 'number', [1, 1, null, 0])],
      },
    ];
    const [row] = stateRows(frames, { defaults: {}, overrides: [] }, 'en', true);
    expect(
      row?.spans.map(({ startMillis, endMillis, text }) => [startMillis, endMillis, text]),
    ).toEqual([
      [0, 20, '1'],
      [30, 40, '0'],
    ]);
  });

  it('go into a file that no sheet takes for formulas', () => {
    const frames = [
      { refId: 'A', fields: [field('Time', 'time', [0]), field('a,b', 'string', ['=1+1'])] },
    ];
    expect(csvOf(frames)).toBe(`Time,"a,b"\r\n1970-01-01T00:00:00.000Z,'=1+1`);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', ' javascript:x'])(
    '%s is no address to follow',
    (url) => {
      expect(safeUrl(url)).toBeUndefined();
    },
  );
});

describe('the time of a dashboard', () => {
  const now = Date.UTC(2026, 0, 31, 12, 30);
  it.each([
    ['now', now],
    ['now-6h', now - 6 * 3_600_000],
    ['now-1M', now - 30 * 86_400_000],
    ['now/m', now],
    ['1769860800000', 1_769_860_800_000],
    ['2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1)],
    ['whenever', undefined],
  ])('%s', (text, millis) => {
    expect(instantOf(text, now)).toBe(millis);
  });

  it('goes on with time, unless it ends in the past', () => {
    expect(rangeBetween('now-6h', 'now', now)).toEqual({
      rangeMillis: 21_600_000,
      endMillis: undefined,
    });
    expect(rangeBetween('now-2d', 'now-1d', now)).toEqual({
      rangeMillis: 86_400_000,
      endMillis: now - 86_400_000,
    });
    expect(rangeBetween('now', 'now-1h', now)).toBeUndefined();
  });

  it('holds where the address says nothing, and may be left', () => {
    const own = timeDefaults({ time: { from: 'now-2d', to: 'now-1d' }, refresh: '5s' }, now);
    const read = (text: string) => readTimeRange(new URLSearchParams(text), own);
    expect(read('')).toEqual(own.range);
    expect(own.refreshMillis).toBe(5_000);
    const live = { rangeMillis: 3_600_000, endMillis: undefined };
    expect(timeRangeParams(live, own)).toEqual({ range: '1h', end: 'now' });
    expect(read('range=1h&end=now')).toEqual(live);
    expect(timeRangeParams(own.range, own)).toEqual({ range: null, end: null });
  });
});
