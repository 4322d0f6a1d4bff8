import { describe, expect, it } from 'vitest';
import { countedCells } from '../panels/heatmapCells';
import { histogramBins, niceSize } from '../panels/histogramBins';
import { shareAlong } from '../panels/timeseries/Marks';
import { readDashboard } from '../model/readDashboard';
import { eventsOf, shows } from './annotationEvents';
import { exemplarLinks, thinnedExemplars } from './exemplars';
import { field, type Frame } from './frame';

function annotationOf(json: object) {
  const { dashboard } = readDashboard({ title: 'T', annotations: { list: [json] }, panels: [] });
  const [annotation] = dashboard.annotations;
  if (annotation === undefined) throw new Error('no annotation was read');
  return annotation;
}

describe('annotations', () => {
  const deploy = {
    name: 'Deploys',
    enable: true,
    expr: 'changes(version[1m]) > 0',
    iconColor: 'purple',
    titleFormat: '{{job}} deployed',
    textFormat: 'to {{ version }}',
    tagKeys: 'job, version',
    datasource: { type: 'prometheus', uid: 'x' },
  };

  it('are read from files of all ages, and others than queries are told', () => {
    const { dashboard, report } = readDashboard({
      title: 'T',
      panels: [],
      annotations: {
        list: [
          { builtIn: 1, datasource: '-- Grafana --', name: 'Annotations & Alerts' },
          deploy,
          { name: 'New', target: { expr: 'up' }, useValueForTime: 'on' },
          { name: 'Logs', datasource: { type: 'loki' }, expr: '{a="b"}' },
        ],
      },
    });
    expect(dashboard.annotations.map(({ name, expression }) => [name, expression])).toEqual([
      ['Deploys', deploy.expr],
      ['New', 'up'],
    ]);
    expect(dashboard.annotations[1]?.timeFromValue).toBe(true);
    expect(dashboard.showsAlerts).toBe(true);
    expect(report.findings).toEqual([{ kind: 'annotationsUnsupported', count: 1 }]);
  });

  it('are stretches of samples one after the other, and moments where there is one', () => {
    const metric = { job: 'api', version: '2' };
    const result = [
      {
        metric,
        values: [
          [60, '1'],
          [120, '1'],
          [180, '0'],
          [300, '1'],
        ] as const,
      },
    ];
    const events = eventsOf(annotationOf(deploy), result, 60, 'var(--x)');
    expect(events.map(({ startMillis, endMillis }) => [startMillis, endMillis])).toEqual([
      [60_000, 120_000],
      [300_000, 300_000],
    ]);
    expect(events[0]).toMatchObject({
      title: 'api deployed',
      text: 'to 2',
      tags: ['api', '2'],
      colour: 'var(--x)',
    });
  });

  it('may say the moment as their value', () => {
    const started = annotationOf({ ...deploy, useValueForTime: true });
    const values = [
      [60, '1700000000000'],
      [120, '1700000000000'],
      [180, 'NaN'],
    ] as const;
    const events = eventsOf(started, [{ metric: {}, values }], 60, 'red');
    expect(events.map(({ startMillis }) => startMillis)).toEqual([1_700_000_000_000]);
  });

  it('are shown by the panels that their filter names', () => {
    const some = annotationOf({ ...deploy, filter: { ids: [3], exclude: false } });
    const others = annotationOf({ ...deploy, filter: { ids: [3], exclude: true } });
    expect([3, 4].map((id) => shows(some, id))).toEqual([true, false]);
    expect([3, 4].map((id) => shows(others, id))).toEqual([false, true]);
    expect(shows(annotationOf(deploy), 9)).toBe(true);
  });
});

describe('exemplars', () => {
  it('lead where a link of the values does that names their labels', () => {
    const links = [
      { title: 'Trace', url: 'https://traces/${__field.labels.trace_id}?of=${job}' },
      { title: 'Same', url: 'https://traces/${__field.labels["trace_id"]}' },
      { title: 'Span', url: 'https://traces/${__field.labels.span_id}' },
      { title: 'Value', url: 'https://other/${__value.text}' },
    ].map((link) => ({ ...link, newTab: false }));
    expect(exemplarLinks(links, { trace_id: 'a/b' })).toMatchObject([
      { title: 'Trace', url: 'https://traces/a%2Fb?of=${job}' },
      { title: 'Same', url: 'https://traces/a%2Fb' },
    ]);
  });

  it('are as many as can be told apart, the largest of each stretch of time', () => {
    const exemplars = Array.from({ length: 1_000 }, (_, index) => ({
      labels: { trace_id: String(index) },
      value: String(index % 10),
      timestamp: index,
    }));
    const kept = thinnedExemplars([{ seriesLabels: {}, exemplars }], 'x', 0, 1_000, 100);
    expect(kept).toHaveLength(100);
    expect(kept.every(({ value, expression }) => value === '9' && expression === 'x')).toBe(true);
  });

  it('stand where their value is, also on a logarithmic axis', () => {
    expect(shareAlong(50, { min: 0, max: 100 })).toBe(0.5);
    expect(shareAlong(10, { min: 1, max: 100 }, 10)).toBeCloseTo(0.5);
    expect(shareAlong(500, { min: 0, max: 100 })).toBe(1);
  });
});

describe('values counted', () => {
  const frames: Frame[] = [
    {
      refId: 'A',
      fields: [
        field('Time', 'time', [0, 1_000, 2_000]),
        field('Value', 'number', [1, 2, 9], { sourceName: 'a' }),
      ],
    },
    {
      refId: 'A',
      fields: [
        field('Time', 'time', [0, 1_000, 2_000]),
        field('Value', 'number', [1, null, NaN], { sourceName: 'b' }),
      ],
    },
  ];
  const config = { defaults: {}, overrides: [] };

  it('fall into bins of the size that was wanted, series by series or all as one', () => {
    const options = { size: 4, offset: 0, combine: false };
    const bins = histogramBins(frames, config, options);
    expect(bins.lower).toEqual([0, 4, 8]);
    expect(bins.series.map(({ counts }) => counts)).toEqual([
      [2, 0, 1],
      [1, 0, 0],
    ]);
    const one = histogramBins(frames, config, { ...options, combine: true });
    expect(one.series.map(({ counts }) => counts)).toEqual([[3, 0, 1]]);
  });

  it('fall into bins of a round size where none was wanted, or one much too small', () => {
    for (const size of [undefined, 1e-9])
      expect(histogramBins(frames, config, { size, offset: 0, combine: false }).size).toBe(0.5);
    expect([0.03, 7, 120, 0].map(niceSize)).toEqual([0.05, 10, 200, 1]);
  });

  it('make a heat map of series that come in no buckets', () => {
    const { rows, largest, timesSeconds } = countedCells(frames, 4);
    expect(timesSeconds).toEqual([0, 1, 2]);
    expect(largest).toBe(2);
    expect(rows.map(({ upper, counts }) => [upper, ...counts])).toEqual([
      [2, 2, 0, 0],
      [4, 0, 1, 0],
      [6, 0, 0, 0],
      [8, 0, 0, 0],
      [10, 0, 0, 1],
    ]);
  });
});
