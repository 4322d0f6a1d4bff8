import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client';
import { Link } from '../../components/Link';
import { StatusMark } from '../../components/StatusMark';
import { useStrings, type Strings } from '../../i18n';
import { explainEmpty, type Probe, type Reason } from '../../promql/explainEmpty';
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
    metricNames: async () => (await ask<string[]>('label/__name__/values', {}, signal)).data,
  };
}

function reasonText(
  reason: Reason,
  t: Strings['query']['empty'],
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
      return { text: t.outsideRange(reason.metric) };
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
  const { text, hintTitle, hints = [] } = reasonText(reason, t);
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
}

/** Says why there is nothing to see, after asking the server for the parts of the expression. */
export function EmptyResult({ expression, startMillis, endMillis }: EmptyResultProps) {
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
    </div>
  );
}
