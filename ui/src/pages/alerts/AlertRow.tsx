import { Button, Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { ActiveAlert } from '../../api/types';
import { ChevronDownIcon, ChevronRightIcon } from '../../components/icons';
import { LabelList } from '../../components/LabelList';
import { Link } from '../../components/Link';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { AlertStory } from './AlertStory';
import { AcknowledgeButton, Owner } from './AcknowledgeButton';
import { HandlingForms } from './HandlingForms';
import { isWebAddress, readableValue, sentenceOf, type ListedAlert } from './alerts';
import { matchersFor } from '../oncall/silenceRequest';
import classes from './AlertRow.module.css';
import { WhyPanel } from './WhyPanel';

export interface AlertRowProps {
  readonly listed: ListedAlert;
  /** When the server said so. */
  readonly nowMillis: number;
  /** Called when somebody did something about the alert. */
  readonly onChanged: () => void;
}

function Since({
  listed: { sinceMillis },
  nowMillis,
}: Pick<AlertRowProps, 'listed' | 'nowMillis'>) {
  const t = useStrings().alerts;
  const format = useFormat();
  return (
    <span className={classes['since']}>
      <span className="visually-hidden">{t.since} </span>
      <Tooltip label={format.exact(sinceMillis)}>
        <span>{format.relative(sinceMillis, Math.max(nowMillis, sinceMillis))}</span>
      </Tooltip>
    </span>
  );
}

function asked({ fingerprint }: ActiveAlert): { fingerprint?: string } {
  return fingerprint === undefined ? {} : { fingerprint };
}

function Details({
  listed: { alert, rule, group },
  onChanged,
}: Pick<AlertRowProps, 'listed' | 'onChanged'>) {
  const strings = useStrings();
  const t = strings.alerts;
  const [why, setWhy] = useState(false);
  return (
    <div className={classes['details']}>
      <dl>
        {Object.entries(alert.annotations).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {isWebAddress(text) ? (
                <a href={text} target="_blank" rel="noreferrer">
                  {text}
                </a>
              ) : (
                text
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t.value}</dt>
          <dd>
            <code>{readableValue(alert.value)}</code>
          </dd>
        </div>
        <div>
          <dt>{t.expression}</dt>
          <dd>
            <Link to="/query" params={{ 'g0.expr': rule.query }}>
              <code>{rule.query}</code>
            </Link>
          </dd>
        </div>
        <div>
          <dt>{t.rule}</dt>
          <dd>
            <Link to="/rules" params={{ search: rule.name }}>
              {rule.name}
            </Link>{' '}
            {t.ofGroup(group.name, group.file)}
          </dd>
        </div>
      </dl>
      {alert.fingerprint !== undefined && alert.state === 'firing' && (
        <HandlingForms
          alert={alert}
          fingerprint={alert.fingerprint}
          name={rule.name}
          onChanged={onChanged}
        />
      )}
      {why && <WhyPanel name={rule.name} {...asked(alert)} />}
      {!why && (
        <div className={classes['why']}>
          <Button size="xs" onClick={() => setWhy(true)}>
            {strings.alertHandling.why}
          </Button>{' '}
          <Link to="/on-call" params={{ silence: matchersFor(alert.labels) }}>
            {strings.onCall.create}
          </Link>
        </div>
      )}
      {alert.fingerprint !== undefined && <AlertStory fingerprint={alert.fingerprint} />}
    </div>
  );
}

/** One active alert: how bad, what, for whom, since when; the whole story on demand. */
export function AlertRow({ listed, nowMillis, onChanged }: AlertRowProps) {
  const t = useStrings().alerts;
  const [open, setOpen] = useState(false);
  const { alert, rule, severity } = listed;
  const sentence = sentenceOf(alert);
  const own = Object.fromEntries(
    Object.entries(alert.labels).filter(([name]) => name !== 'alertname' && name !== 'severity'),
  );
  const isPending = alert.state === 'pending';
  return (
    <div className={classes['alert']} data-state={alert.state} data-status={severity.status}>
      <div className={classes['line']}>
        <StatusMark
          status={isPending ? 'unknown' : severity.status}
          label={isPending ? t.pendingOf(severity.word) : severity.word || t.state.firing}
        />
        <span className={classes['what']}>
          <strong>{rule.name}</strong>
          {sentence !== undefined && <span className={classes['sentence']}>{sentence}</span>}
          {!isPending && <Owner alert={alert} />}
        </span>
        <span className={classes['labels']}>
          <LabelList labels={own} />
        </span>
        <Since listed={listed} nowMillis={nowMillis} />
        <span className={classes['action']}>
          {alert.fingerprint !== undefined && !isPending && (
            <AcknowledgeButton
              alert={alert}
              fingerprint={alert.fingerprint}
              name={rule.name}
              onChanged={onChanged}
            />
          )}
        </span>
        <UnstyledButton
          className={classes['more']}
          data-row
          aria-expanded={open}
          aria-label={t.details(rule.name)}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
        </UnstyledButton>
      </div>
      {open && <Details listed={listed} onChanged={onChanged} />}
    </div>
  );
}
