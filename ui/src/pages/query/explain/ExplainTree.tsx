import { UnstyledButton } from '@mantine/core';
import { useState, type CSSProperties } from 'react';
import { ChevronDownIcon, ChevronRightIcon } from '../../../components/icons';
import { StatusMark } from '../../../components/StatusMark';
import { useStrings } from '../../../i18n';
import { readableDuration } from '../../../lib/duration';
import { useFormat } from '../../../lib/useFormat';
import classes from './ExplainTree.module.css';
import { MatchTable } from './MatchTable';
import { reasonText } from './reasonText';
import { isOpenAtFirst, type Row } from './rows';

function Details({ row: { account } }: { row: Row }) {
  const t = useStrings().explain;
  const format = useFormat();
  const { labels, values, steps, matching } = account;
  return (
    <div className={classes['details']}>
      <dl className={classes['facts']}>
        {labels.counts.length > 0 && (
          <div>
            <dt>{t.labels}</dt>
            <dd>
              {labels.counts.map(({ name, values: count }) => (
                <code key={name}>{t.labelValues(name, format.count(count))}</code>
              ))}
              {labels.truncated && t.more}
            </dd>
          </div>
        )}
        {values && (
          <div>
            <dt>{t.values}</dt>
            <dd className="number">{t.between(values.min, values.max)}</dd>
          </div>
        )}
        <div>
          <dt>{t.steps}</dt>
          <dd className="number">{t.atSteps(steps)}</dd>
        </div>
      </dl>
      {matching && <MatchTable matching={matching} />}
    </div>
  );
}

function Numbers({ row: { account, timeShare } }: { row: Row }) {
  const t = useStrings().explain;
  const format = useFormat();
  const { seriesIn, seriesOut, samplesRead, ownMillis, totalMillis } = account;
  return (
    <span className={classes['numbers']}>
      <span title={t.inOut(format.count(seriesIn), format.count(seriesOut))}>
        <span className={classes['word']}>{t.series} </span>
        {format.count(seriesIn)} → {format.count(seriesOut)}
      </span>
      <span>
        <span className={classes['word']}>{t.samples} </span>
        {format.count(samplesRead)}
      </span>
      <span
        className={classes['time']}
        style={{ '--share': `${100 * timeShare}%` } as CSSProperties}
        title={t.timeTitle(readableDuration(ownMillis), readableDuration(totalMillis))}
      >
        <span className={classes['word']}>{t.time} </span>
        {readableDuration(ownMillis)}
      </span>
    </span>
  );
}

function NodeRow({ row }: { row: Row }) {
  const t = useStrings().explain;
  const format = useFormat();
  const [open, setOpen] = useState(isOpenAtFirst(row));
  const style = { '--depth': row.depth } as CSSProperties;
  return (
    <li className={classes['node']} style={style} aria-level={row.depth + 1}>
      <UnstyledButton
        className={classes['row']}
        aria-expanded={open}
        aria-label={t.details(row.text)}
        onClick={() => setOpen(!open)}
      >
        <span className={classes['text']}>
          {open ? <ChevronDownIcon size={12} /> : <ChevronRightIcon size={12} />}
          <code title={row.text}>{row.text}</code>
        </span>
        <Numbers row={row} />
      </UnstyledButton>
      {row.account.reasons.map((reason) => (
        <p key={reason.message} className={classes['reason']}>
          <StatusMark status="warning" label={reasonText(reason, t, format.dateTime)} />
        </p>
      ))}
      {open && <Details row={row} />}
    </li>
  );
}

/** The steps of a query from its result down to the selectors, each with what it took and gave. */
export function ExplainTree({ rows }: { rows: readonly Row[] }) {
  const t = useStrings().explain;
  return (
    <div className={classes['tree']}>
      <div className={classes['head']} aria-hidden="true">
        <span>{t.node}</span>
        <span className={classes['numbers']}>
          <span>{t.series}</span>
          <span>{t.samples}</span>
          <span>{t.time}</span>
        </span>
      </div>
      <ul aria-label={t.tree}>
        {rows.map((row) => (
          <NodeRow key={row.key} row={row} />
        ))}
      </ul>
    </div>
  );
}
