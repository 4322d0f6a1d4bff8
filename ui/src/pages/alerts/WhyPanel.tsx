import { Skeleton } from '@mantine/core';
import type { WhyAnswer, WhyChain, WhyStep } from '../../api/types';
import { useApi } from '../../api/useApi';
import { LabelList } from '../../components/LabelList';
import { Problem } from '../../components/Problem';
import { StatusMark, type Status } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import classes from './WhyPanel.module.css';

const statusOf: Readonly<Record<WhyStep['mark'], Status>> = {
  yes: 'ok',
  no: 'critical',
  note: 'info',
};

function Step({ step: { link, mark, text, time } }: { step: WhyStep }) {
  const t = useStrings().alertHandling;
  const format = useFormat();
  return (
    <li className={classes['step']} data-mark={mark}>
      <StatusMark status={statusOf[mark]} label={t.marks[mark]} hideLabel />
      <strong>{t.links[link] ?? link}</strong>
      <span className={classes['text']}>
        {text}
        {time !== undefined && <time dateTime={time}> {format.dateTime(Date.parse(time))}</time>}
      </span>
    </li>
  );
}

function Chain({ chain }: { chain: WhyChain }) {
  return (
    <div className={classes['chain']}>
      <p className={classes['summary']}>{chain.summary}</p>
      {Object.keys(chain.labels).length > 0 && <LabelList labels={chain.labels} />}
      <ol>
        {chain.steps.map((step, index) => (
          <Step key={`${index} ${step.link}`} step={step} />
        ))}
      </ol>
    </div>
  );
}

/** Why an alert reached people, or did not: the chain, link by link, with what stopped it. */
export function WhyPanel({ name, fingerprint }: { name: string; fingerprint?: string }) {
  const t = useStrings().alertHandling;
  const { tick } = usePageClock();
  const { answer, problem, loading } = useApi<WhyAnswer>({
    path: 'why',
    params: { alert: name, fingerprint },
    tick,
  });
  return (
    <section className={classes['panel']} aria-label={t.whyOf(name)}>
      {problem && <Problem problem={problem} />}
      {loading && <Skeleton height={120} />}
      {answer?.data.chains.map((chain, index) => (
        <Chain key={`${chain.fingerprint} ${index}`} chain={chain} />
      ))}
    </section>
  );
}
