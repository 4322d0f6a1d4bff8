import { expect } from 'vitest';
import { baseUrl } from '../browser';

export const hosts = 50;
const scrapeMillis = 15_000;

interface Metric {
  readonly name: string;
  readonly labels: readonly Readonly<Record<string, string>>[];
  readonly counter: boolean;
}

const each = (label: string, ...values: readonly string[]) =>
  values.map((value) => ({ [label]: value }));

const processors = ['0', '1', '2', '3'];

/** What a host of four cores, two disks and two networks says: 50 series. */
export const metrics: readonly Metric[] = [
  {
    name: 'load_cpu_seconds_total',
    counter: true,
    labels: processors.flatMap((cpu) =>
      each('mode', 'idle', 'user', 'system', 'iowait').map((mode) => ({ cpu, ...mode })),
    ),
  },
  {
    name: 'load_memory_bytes',
    counter: false,
    labels: each('kind', 'total', 'available', 'cached', 'free'),
  },
  { name: 'load_disk_read_bytes_total', counter: true, labels: each('device', 'sda', 'sdb') },
  { name: 'load_disk_written_bytes_total', counter: true, labels: each('device', 'sda', 'sdb') },
  { name: 'load_disk_busy_seconds_total', counter: true, labels: each('device', 'sda', 'sdb') },
  {
    name: 'load_filesystem_bytes',
    counter: false,
    labels: each('mountpoint', '/', '/var', '/home'),
  },
  {
    name: 'load_network_received_bytes_total',
    counter: true,
    labels: each('device', 'eth0', 'eth1'),
  },
  { name: 'load_network_sent_bytes_total', counter: true, labels: each('device', 'eth0', 'eth1') },
  { name: 'load_average', counter: false, labels: each('period', '1m', '5m', '15m') },
  { name: 'load_requests_total', counter: true, labels: each('code', '200', '404', '500') },
  { name: 'load_processes', counter: false, labels: [{}] },
  { name: 'load_temperature_celsius', counter: false, labels: each('sensor', '0', '1', '2', '3') },
  { name: 'load_sockets', counter: false, labels: each('state', 'open', 'waiting', 'closing') },
  { name: 'load_interrupts_total', counter: true, labels: [{}] },
  { name: 'load_context_switches_total', counter: true, labels: [{}] },
];

/** The same numbers in each run. */
function value(metric: Metric, host: number, place: number, millis: number): number {
  const minutes = millis / 60_000;
  const wave = Math.sin(minutes / 37 + host) + 0.4 * Math.sin(minutes / 5 + place * 2 + host * 3);
  const base = 1 + ((host * 7 + place * 13) % 20) / 10;
  if (metric.counter) return Math.round((minutes % 100_000) * 60 * base + 60 * wave);
  return Math.round(100 * (50 + 10 * base + 12 * wave)) / 100;
}

/** Gives the server a day of all hosts: 50 series each, every 15 seconds. */
export async function giveHosts(endMillis: number): Promise<void> {
  const first = endMillis - 24.2 * 3_600_000;
  const start = Math.ceil(first / scrapeMillis) * scrapeMillis;
  const times = Array.from(
    { length: Math.floor((endMillis - start) / scrapeMillis) + 1 },
    (_, at) => start + at * scrapeMillis,
  );
  for (let host = 0; host < hosts; host++) {
    const lines = metrics.flatMap((metric) =>
      metric.labels.map((labels, place) =>
        JSON.stringify({
          metric: { __name__: metric.name, job: 'load', instance: `host-${host}:9100`, ...labels },
          values: times.map((millis) => value(metric, host, place, millis)),
          timestamps: times,
        }),
      ),
    );
    const taken = await fetch(`${baseUrl}/api/v1/import`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: lines.join('\n'),
    });
    expect(taken.status, await taken.text()).toBeLessThan(300);
  }
}

interface Drawn {
  readonly title: string;
  readonly type: string;
  readonly expr: string;
  readonly legend?: string;
  readonly unit?: string;
}

const rate = (metric: string, by = 'instance') =>
  `sum by (${by}) (rate(${metric}[$__rate_interval]))`;

const panels: readonly Drawn[] = [
  {
    title: 'Processor',
    type: 'timeseries',
    expr: '1 - avg by (instance) (rate(load_cpu_seconds_total{mode="idle"}[$__rate_interval]))',
    unit: 'percentunit',
  },
  {
    title: 'By mode',
    type: 'timeseries',
    expr: rate('load_cpu_seconds_total{mode!="idle"}', 'mode'),
  },
  {
    title: 'Busy',
    type: 'gauge',
    expr: 'avg(rate(load_cpu_seconds_total{mode="user"}[$__rate_interval]))',
    unit: 'percentunit',
  },
  { title: 'Hosts', type: 'stat', expr: 'count(load_processes)' },
  {
    title: 'Memory',
    type: 'timeseries',
    expr: 'load_memory_bytes{kind="available"}',
    unit: 'bytes',
  },
  {
    title: 'Memory used',
    type: 'timeseries',
    expr: '1 - load_memory_bytes{kind="available"} / ignoring (kind) load_memory_bytes{kind="total"}',
    unit: 'percentunit',
  },
  { title: 'Load', type: 'timeseries', expr: 'load_average{period="5m"}' },
  { title: 'Highest load', type: 'bargauge', expr: 'topk(8, load_average{period="1m"})' },
  { title: 'Read', type: 'timeseries', expr: rate('load_disk_read_bytes_total'), unit: 'Bps' },
  {
    title: 'Written',
    type: 'timeseries',
    expr: rate('load_disk_written_bytes_total'),
    unit: 'Bps',
  },
  {
    title: 'Disks busy',
    type: 'timeseries',
    expr: 'max by (instance) (rate(load_disk_busy_seconds_total[$__rate_interval]))',
    unit: 'percentunit',
  },
  { title: 'File systems', type: 'table', expr: 'topk(10, load_filesystem_bytes)', unit: 'bytes' },
  {
    title: 'Received',
    type: 'timeseries',
    expr: rate('load_network_received_bytes_total'),
    unit: 'Bps',
  },
  { title: 'Sent', type: 'timeseries', expr: rate('load_network_sent_bytes_total'), unit: 'Bps' },
  {
    title: 'Requests',
    type: 'timeseries',
    expr: rate('load_requests_total', 'code'),
    legend: '{{code}}',
    unit: 'reqps',
  },
  {
    title: 'Errors',
    type: 'stat',
    expr: 'sum(rate(load_requests_total{code="500"}[$__rate_interval])) / sum(rate(load_requests_total[$__rate_interval]))',
    unit: 'percentunit',
  },
  {
    title: 'Temperature',
    type: 'timeseries',
    expr: 'max by (instance) (load_temperature_celsius)',
    unit: 'celsius',
  },
  {
    title: 'Sockets',
    type: 'timeseries',
    expr: 'sum by (state) (load_sockets)',
    legend: '{{state}}',
  },
  { title: 'Interrupts', type: 'timeseries', expr: rate('load_interrupts_total') },
  { title: 'Context switches', type: 'timeseries', expr: rate('load_context_switches_total') },
];

/** Twenty panels, most of them with a line for each host, that a large screen shows at once. */
export function hostsDashboard(uid: string): object {
  return {
    uid,
    title: 'Fifty hosts',
    schemaVersion: 41,
    time: { from: 'now-1h', to: 'now' },
    panels: panels.map(({ title, type, expr, legend = '{{instance}}', unit = 'short' }, at) => ({
      id: at + 1,
      type,
      title,
      gridPos: { x: (at % 4) * 6, y: Math.floor(at / 4) * 6, w: 6, h: 6 },
      targets: [
        {
          refId: 'A',
          expr,
          legendFormat: legend,
          instant: type === 'table' || type === 'bargauge',
          ...(type === 'table' && { format: 'table' }),
        },
      ],
      fieldConfig: { defaults: { unit, ...(unit === 'percentunit' && { max: 1 }) }, overrides: [] },
      options: { legend: { displayMode: 'list', showLegend: true, placement: 'bottom' } },
    })),
  };
}

/** One chart as wide as the screen, with a hundred lines. */
export function wideDashboard(uid: string): object {
  return {
    uid,
    title: 'A hundred lines',
    schemaVersion: 41,
    time: { from: 'now-6h', to: 'now' },
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Received',
        gridPos: { x: 0, y: 0, w: 24, h: 16 },
        targets: [
          {
            refId: 'A',
            expr: 'rate(load_network_received_bytes_total[$__rate_interval])',
            legendFormat: '{{instance}} {{device}}',
          },
        ],
        fieldConfig: { defaults: { unit: 'Bps' }, overrides: [] },
        options: { legend: { showLegend: false } },
      },
    ],
  };
}
