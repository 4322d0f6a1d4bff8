import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BuildInfo, RuntimeInfo, WalReplay } from '../../api/types';
import { useApi, type ApiState } from '../../api/useApi';
import { formatValue } from '../../chart/units';
import { Facts, type Fact } from '../../components/Facts';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings, type Strings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat, type Format } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import classes from './OverviewSection.module.css';

function Block<T>({
  title,
  state,
  children,
}: {
  title: string;
  state: ApiState<T>;
  children: (data: T) => ReactNode;
}) {
  const { refresh } = usePageClock();
  return (
    <section className={classes['block']} aria-label={title}>
      <h2>{title}</h2>
      {state.problem && <Problem problem={state.problem} onRetry={refresh} />}
      {state.loading && <Skeleton height={120} />}
      {state.answer && children(state.answer.data)}
    </section>
  );
}

const instants = new Set(['startTime', 'serverTime', 'lastConfigTime']);

function factValue(
  name: string,
  value: string | number | boolean,
  t: Strings['status'],
  format: Format,
): ReactNode {
  if (name === 'reloadConfigSuccess') {
    return (
      <StatusMark
        status={value === true ? 'ok' : 'critical'}
        label={value === true ? t.succeeded : t.failed}
      />
    );
  }
  if (name === 'corruptionCount' && value !== 0)
    return <StatusMark status="critical" label={String(value)} />;
  if (name === 'GOMEMLIMIT') {
    // The largest number there is stands for no limit.
    const isLimit = Number(value) < 2 ** 60;
    return isLimit ? formatValue(Number(value), { quantity: 'bytes', perSecond: false }) : '∞';
  }
  const millis = instants.has(name) ? Date.parse(String(value)) : NaN;
  if (!Number.isNaN(millis))
    return <time title={format.exact(millis)}>{format.dateTime(millis)}</time>;
  return typeof value === 'number' ? format.count(value) : String(value);
}

/** Known facts by their names in the reader's language, others by those of the API; empty ones not at all. */
function factsOf(info: RuntimeInfo | BuildInfo, t: Strings['status'], format: Format): Fact[] {
  const names: Readonly<Record<string, string>> = t.facts;
  return Object.entries(info)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({
      name: names[name] ?? name,
      value: factValue(name, value, t, format),
    }));
}

function Running({ info, nowMillis }: { info: RuntimeInfo; nowMillis: number }) {
  const t = useStrings().status;
  const format = useFormat();
  const upMillis = nowMillis - Date.parse(String(info['startTime'] ?? ''));
  const uptime: Fact[] = Number.isNaN(upMillis)
    ? []
    : [{ name: t.facts.uptime, value: readableDuration(Math.max(0, upMillis)) }];
  return <Facts facts={[...uptime, ...factsOf(info, t, format)]} />;
}

function Recovery({ replay }: { replay: WalReplay }) {
  const t = useStrings().status;
  const format = useFormat();
  const { min, max, current, durationSeconds, samples } = replay;
  if (current < max) return <p>{t.replaying(current, max)}</p>;
  return (
    <p>
      {durationSeconds !== undefined && (
        <strong>{t.journalRead(readableDuration(durationSeconds * 1_000))} </strong>
      )}
      {samples !== undefined && `${t.samplesBack(format.count(samples))} `}
      {t.segments(min, max)}
    </p>
  );
}

/** What runs, which build it is, and how it came back at its last start. */
export function OverviewSection() {
  const t = useStrings().status;
  const format = useFormat();
  const { tick } = usePageClock();
  const runtime = useApi<RuntimeInfo>({ path: 'status/runtimeinfo', tick });
  const build = useApi<BuildInfo>({ path: 'status/buildinfo', tick });
  const replay = useApi<WalReplay>({ path: 'status/walreplay', tick });
  return (
    <div className={classes['blocks']}>
      <Block title={t.running} state={runtime}>
        {(info) => <Running info={info} nowMillis={runtime.answer?.receivedAtMillis ?? 0} />}
      </Block>
      <Block title={t.build} state={build}>
        {(info) => <Facts facts={factsOf(info, t, format)} />}
      </Block>
      <Block title={t.recovery} state={replay}>
        {(data) => <Recovery replay={data} />}
      </Block>
    </div>
  );
}
