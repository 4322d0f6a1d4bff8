import type {
  ColumnSeries,
  ColumnsResult,
  InstantSeries,
  Labels,
  RangeResult,
  RangeSeries,
} from '../../api/types';
import { columnsOf, parseValue, timesOf, type Steps } from '../../chart/columns';
import { field, type Cell, type Field, type Frame } from './frame';
import { nativeBucketFrames } from './nativeBuckets';
import { seriesLegend } from './seriesLegend';

/** What was asked, as far as its answer is named by it. */
export interface AskedTarget {
  readonly refId: string;
  readonly expression: string;
  readonly legend: string;
  readonly format: 'time_series' | 'table' | 'heatmap';
}

function seriesField(labels: Labels, values: readonly Cell[], asked: AskedTarget): Field {
  return field('Value', 'number', values, {
    labels,
    sourceName: seriesLegend(asked.legend, labels, asked.expression),
  });
}

/** A frame per series on the steps of the question; a step without a sample is a gap. */
function rangeFrames(result: readonly RangeSeries[], steps: Steps, asked: AskedTarget): Frame[] {
  const { timesSeconds, series } = columnsOf(result, steps);
  const times = timesSeconds.map((seconds) => seconds * 1_000);
  return series.map(({ labels, values }) => ({
    refId: asked.refId,
    fields: [field('Time', 'time', times), seriesField(labels, values, asked)],
  }));
}

const numberIn = (value: number | string | null): number | null =>
  typeof value === 'string' ? parseValue(value) : value;

/** The same where the server has put the values on the steps already. */
function columnFrames(result: readonly ColumnSeries[], steps: Steps, asked: AskedTarget): Frame[] {
  const times = field(
    'Time',
    'time',
    timesOf(steps).map((seconds) => seconds * 1_000),
  );
  return result
    .filter(({ values }) => values.length > 0)
    .map(({ metric, from, values }) => {
      const column = new Array<number | null>(times.values.length).fill(null);
      values.forEach((value, index) => (column[from + index] = numberIn(value)));
      return { refId: asked.refId, fields: [times, seriesField(metric, column, asked)] };
    });
}

function columnRows({ start, step, result }: ColumnsResult): TableRow[] {
  return result
    .flatMap(({ metric, from, values }) =>
      values.flatMap((value, index) => {
        const number = numberIn(value);
        if (number === null) return [];
        return [{ millis: (start + (from + index) * step) * 1_000, labels: metric, value: number }];
      }),
    )
    .slice(0, mostTableRows);
}

function instantFrames(result: readonly InstantSeries[], asked: AskedTarget): Frame[] {
  return result.flatMap(({ metric, value }) => {
    if (value === undefined) return [];
    return [
      {
        refId: asked.refId,
        fields: [
          field('Time', 'time', [value[0] * 1_000]),
          seriesField(metric, [parseValue(value[1])], asked),
        ],
      },
    ];
  });
}

interface TableRow {
  readonly millis: number;
  readonly labels: Labels;
  readonly value: number;
}

/** One frame with a column per label, as tables are made of. */
function tableFrame(rows: readonly TableRow[], asked: AskedTarget): Frame {
  const names = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return {
    refId: asked.refId,
    fields: [
      field(
        'Time',
        'time',
        rows.map(({ millis }) => millis),
      ),
      ...names.map((name) =>
        field(
          name,
          'string',
          rows.map(({ labels }) => labels[name] ?? ''),
        ),
      ),
      field(
        'Value',
        'number',
        rows.map(({ value }) => value),
      ),
    ],
  };
}

// More rows than anyone reads; a range asked for as a table has one for each step and series.
const mostTableRows = 20_000;

function rangeRows(result: readonly RangeSeries[]): TableRow[] {
  return result
    .flatMap(({ metric, values = [] }) =>
      values.map(([seconds, text]) => ({
        millis: seconds * 1_000,
        labels: metric,
        value: parseValue(text),
      })),
    )
    .slice(0, mostTableRows);
}

/** The frames of an answer, in the format that the question asked for. */
export function framesOf(data: RangeResult, steps: Steps, asked: AskedTarget): Frame[] {
  const asTable = asked.format === 'table';
  switch (data.resultType) {
    case 'matrix':
      if (
        asked.format === 'heatmap' &&
        data.result.some(({ histograms = [] }) => histograms.length > 0)
      )
        return nativeBucketFrames(data.result, steps, asked.refId);
      if (!asTable) return rangeFrames(data.result, steps, asked);
      return [tableFrame(rangeRows(data.result), asked)];
    case 'columns':
      if (!asTable) return columnFrames(data.result, steps, asked);
      return [tableFrame(columnRows(data), asked)];
    case 'vector':
      if (!asTable) return instantFrames(data.result, asked);
      return [
        tableFrame(
          data.result.flatMap(({ metric, value }) =>
            value === undefined
              ? []
              : [{ millis: value[0] * 1_000, labels: metric, value: parseValue(value[1]) }],
          ),
          asked,
        ),
      ];
    case 'scalar':
      return instantFrames([{ metric: {}, value: data.result }], asked);
    case 'string':
      return [{ refId: asked.refId, fields: [field('Value', 'string', [data.result[1]])] }];
  }
}

/** Several answers in table format get the letter of their question: `Value #A`. */
export function distinguishValues(frames: readonly Frame[]): Frame[] {
  const tables = frames.filter(({ fields }) => fields.some(({ type }) => type === 'string'));
  if (tables.length < 2) return [...frames];
  return frames.map((frame) =>
    tables.includes(frame)
      ? {
          ...frame,
          fields: frame.fields.map((each) =>
            each.type === 'number' && each.name === 'Value'
              ? { ...each, name: `Value #${frame.refId}` }
              : each,
          ),
        }
      : frame,
  );
}
