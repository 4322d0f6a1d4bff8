import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client';
import type { RangeResult } from '../../api/types';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { displayName, rowsIn, type Cell, type Field, type Frame } from '../data/frame';
import { joinByField } from '../data/join';
import type { Panel } from '../model/types';
import type { Question } from '../questions';
import { csvOf } from './csv';
import { download } from './download';
import classes from './Inspect.module.css';
import type { Answered, PanelData } from './usePanelData';

const views = ['data', 'queries', 'panelJson', 'dataJson'] as const;
type View = (typeof views)[number];

const mostRows = 500;

function cellText(value: Cell | undefined, { type }: Field, time: (millis: number) => string) {
  if (value === null || value === undefined) return '';
  return type === 'time' && typeof value === 'number' ? time(value) : String(value);
}

function DataTable({ frame }: { frame: Frame }) {
  const format = useFormat();
  const t = useStrings().dashboards;
  const rows = rowsIn(frame);
  return (
    <div className={classes['scroll']} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {frame.fields.map((field, index) => (
              <th key={index} scope="col">
                {displayName(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(rows, mostRows) }, (_, row) => (
            <tr key={row}>
              {frame.fields.map((field, index) => (
                <td key={index} data-type={field.type}>
                  {cellText(field.values[row], field, format.exact)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows > mostRows && <p className={classes['soft']}>{t.rowsShown(mostRows, rows)}</p>}
    </div>
  );
}

interface Statistics {
  readonly stats?: {
    readonly timings?: Readonly<Record<string, number>>;
    readonly samples?: {
      readonly totalQueryableSamples?: number;
      readonly peakSamples?: number;
    };
  };
}

/** What it costs the server to answer: asked once more, as the panel itself does not need to know. */
function useCost({ expression, instant, steps }: Question) {
  const { startSeconds, endSeconds, stepSeconds } = steps;
  return useQuery({
    queryKey: ['cost', expression, instant, steps],
    queryFn: ({ signal }) =>
      instant
        ? ask<Statistics>('query', { query: expression, time: endSeconds, stats: 'all' }, signal)
        : ask<Statistics>(
            'query_range',
            {
              query: expression,
              start: startSeconds,
              end: endSeconds,
              step: stepSeconds,
              stats: 'all',
            },
            signal,
          ),
  });
}

function seriesIn(data: RangeResult | undefined): number {
  if (data === undefined) return 0;
  return data.resultType === 'scalar' || data.resultType === 'string' ? 1 : data.result.length;
}

function QueryFacts({ answered }: { answered: Answered }) {
  const t = useStrings().dashboards;
  const format = useFormat();
  const { question, answer, problem } = answered;
  const { data: cost } = useCost(question);
  const { stats } = cost?.data ?? {};
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t.facts.kind, question.instant ? t.facts.instant : t.facts.range],
    [
      t.facts.step,
      question.instant ? undefined : readableDuration(question.steps.stepSeconds * 1e3),
    ],
    [t.facts.series, format.count(seriesIn(answer?.data))],
    [t.facts.took, answer && readableDuration(answer.tookMillis)],
    [
      t.facts.evaluation,
      stats?.timings?.['evalTotalTime'] === undefined
        ? undefined
        : readableDuration(stats.timings['evalTotalTime'] * 1e3),
    ],
    [
      t.facts.samples,
      stats?.samples?.totalQueryableSamples === undefined
        ? undefined
        : format.count(stats.samples.totalQueryableSamples),
    ],
    [
      t.facts.peak,
      stats?.samples?.peakSamples === undefined
        ? undefined
        : format.count(stats.samples.peakSamples),
    ],
    [t.facts.problem, problem?.message],
  ];
  return (
    <section>
      <h3>{question.refId}</h3>
      <pre className={classes['code']}>{question.expression}</pre>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

function Json({ value, name }: { value: unknown; name: string }) {
  const t = useStrings().dashboards;
  const text = JSON.stringify(value, null, 2);
  return (
    <>
      <div className={classes['actions']}>
        <Button onClick={() => void navigator.clipboard.writeText(text)}>{t.copy}</Button>
        <Button onClick={() => download(`${name}.json`, 'application/json', text)}>
          {t.downloadJson}
        </Button>
      </div>
      <pre className={classes['code']} tabIndex={0}>
        {text.length > 200_000 ? `${text.slice(0, 200_000)}…` : text}
      </pre>
    </>
  );
}

export interface InspectProps {
  readonly panel: Panel;
  readonly title: string;
  readonly data: PanelData;
  readonly close: () => void;
}

/** What a panel was drawn from: its data, its questions and their cost, its definition. */
export default function Inspect({ panel, title, data, close }: InspectProps) {
  const closeLabel = useStrings().frame.close;
  const t = useStrings().dashboards;
  const [view, setView] = useState<View>('data');
  const frames = data.frames ?? [];
  const name = title || 'panel';
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={t.inspecting(title)}
      size="min(1100px, 96vw)"
    >
      <div className={classes['whole']}>
        <SegmentedControl
          aria-label={t.inspect}
          value={view}
          onChange={(next) => setView(next)}
          data={views.map((each) => ({ value: each, label: t.inspectViews[each] }))}
        />
        {view === 'data' && (
          <>
            <div className={classes['actions']}>
              <Button
                disabled={frames.length === 0}
                onClick={() => download(`${name}.csv`, 'text/csv', csvOf(frames))}
              >
                {t.downloadCsv}
              </Button>
            </div>
            {frames.length === 0 && <p>{t.noData}</p>}
            {joinByField(frames, {}).map((frame, index) => (
              <DataTable key={index} frame={frame} />
            ))}
          </>
        )}
        {view === 'queries' &&
          (data.answers.length === 0 ? (
            <p>{t.asksNothing}</p>
          ) : (
            data.answers.map((answered, index) => <QueryFacts key={index} answered={answered} />)
          ))}
        {view === 'panelJson' && <Json value={panel.source} name={name} />}
        {view === 'dataJson' && <Json value={frames} name={`${name}-data`} />}
      </div>
    </Modal>
  );
}
