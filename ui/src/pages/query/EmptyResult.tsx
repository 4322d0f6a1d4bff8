import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client';
import { Link } from '../../components/Link';
import { StatusMark } from '../../components/StatusMark';
import { useStrings, type Strings } from '../../i18n';
import { explainEmpty, type Probe, type Reason } from '../../promql/explainEmpty';
import { useFormat } from '../../lib/useFormat';
import classes from './EmptyResult.module.css';

function probeOf(startMillis: number, endMillis: number, signal: AbortSignal): Probe {
  const shown = { start: startMillis / 1_000, end: endMillis / 1_000 };
  return {
    hasSeries: async (selector, when) => {
      const params = { 'match[]': selector, limit: 1, ...(when === 'shown' && shown) };
      return (await ask<unknown[]>('series', params, signal)).data.length > 0;
    },
    labelValues: async (label, selector) =>
      (
        await ask<string[]>(
          `label/${encodeURIComponent(label)}/values`,
          { 'match[]': selector, ...shown },
          signal,
        )
      ).data,
    newestMillis: async (selector) => {
      for (const lookback_delta of ['1d', '14d']) {
        const params = { query: `max(timestamp(${selector}))`, lookback_delta, timeout: '2s' };
        const answer = await ask<{ result: { value: [number, string] }[] }>(
          'query',
          { ...params, time: shown.end },
          signal,
        ).catch(() => undefined);
        const newest = answer?.data.result[0]?.value[1];
        if (newest !== undefined) return Number(newest) * 1_000;
      }
      return undefined;
    },
    metricNames: async () => (await ask<string[]>('label/__name__/values', {}, signal)).data,
  };
}

function reasonText(
  reason: Reason,
  t: Strings['query']['empty'],
  writeTime: (millis: number) => string,
): { text: string; hintTitle?: string; hints?: readonly string[] } {
  switch (reason.kind) {
    case 'nothingStored':
      return { text: t.nothingStored };
    case 'unknownMetric':
      return {
        text: t.unknownMetric(reason.metric),
        hintTitle: t.didYouMean,
        hints: reason.nearest,
      };
    case 'outsideRange':
      return {
        text: [
          t.outsideRange(reason.metric),
          reason.newestMillis === undefined ? '' : t.since(writeTime(reason.newestMillis)),
        ]
          .join(' ')
          .trim(),
      };
    case 'noSuchValue':
      return {
        text: t.noSuchValue(reason.metric, reason.matcher),
        hintTitle: t.knownValues,
        hints: reason.known,
      };
    case 'combination':
      return { text: t.combination(reason.selector) };
    case 'allPresent':
      return { text: [t.present, ...reason.hints.map((hint) => t[hint])].join(' ') };
  }
}

function ReasonLine({ reason }: { reason: Reason }) {
  const t = useStrings().query.empty;
  const { text, hintTitle, hints = [] } = reasonText(reason, t, useFormat().dateTime);
  return (
    <li>
      {text}
      {hints.length > 0 && (
        <>
          {' '}
          {hintTitle}{' '}
          {hints.map((hint) => (
            <code key={hint}>{hint}</code>
          ))}
        </>
      )}
      {reason.kind === 'nothingStored' && (
        <>
          {' '}
          <Link to="/targets">{t.toTargets}</Link>
        </>
      )}
    </li>
  );
}

export interface EmptyResultProps {
  readonly expression: string;
  readonly startMillis: number;
  readonly endMillis: number;
  /** Shows how the expression is answered, step by step. */
  readonly explain: () => void;
}

/** Says why there is nothing to see, after asking the server for the parts of the expression. */
export function EmptyResult({ expression, startMillis, endMillis, explain }: EmptyResultProps) {
  const t = useStrings().query.empty;
  // The reason seldom changes with a refresh: asked once for an expression and a length of time.
  const { data: reasons, isError } = useQuery({
    queryKey: ['explain-empty', expression, endMillis - startMillis],
    queryFn: ({ signal }) => explainEmpty(expression, probeOf(startMillis, endMillis, signal)),
  });
  return (
    <div className={classes['empty']}>
      <StatusMark status="unknown" label={t.title} />
      {reasons === undefined && !isError && <p>{t.looking}</p>}
      {reasons !== undefined && (
        <ul>
          {reasons.map((reason) => (
            <ReasonLine key={JSON.stringify(reason)} reason={reason} />
          ))}
        </ul>
      )}
      <p>
        <Button onClick={explain}>{t.explain}</Button>
      </p>
    </div>
  );
}
