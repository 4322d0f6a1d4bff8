import { Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { ChevronDownIcon, ChevronRightIcon } from '../../components/icons';
import { StatusMark } from '../../components/StatusMark';
import { Sparkline } from '../../dashboard/panels/Sparkline';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import classes from './Health.module.css';
import { ServiceDetails } from './ServiceDetails';
import { failuresOf, placeOf, statusOf } from './services';
import type { Service } from './types';
import { daysOf } from './uptime';
import { UptimeBars } from './UptimeBars';
import type { ServiceHistory } from './useHistory';

export interface ServiceRowProps {
  readonly service: Service;
  readonly services: readonly Service[];
  readonly history: ServiceHistory;
  readonly nowMillis: number;
  readonly onChanged: () => void;
}

function Since({ service, nowMillis }: Pick<ServiceRowProps, 'service' | 'nowMillis'>) {
  const t = useStrings().health;
  const format = useFormat();
  const sinceMillis = Date.parse(service.since);
  const distance = readableDuration(Math.max(1_000, nowMillis - sinceMillis));
  return (
    <Tooltip label={format.exact(sinceMillis)}>
      <time dateTime={service.since}>{t.since(distance)}</time>
    </Tooltip>
  );
}

function Latency({ service, history }: Pick<ServiceRowProps, 'service' | 'history'>) {
  const t = useStrings().health;
  const values = history.latency.get(service.name);
  const last = service.responseTime;
  return (
    <span className={classes['latency']} title={t.latency}>
      <span className={classes['spark']}>
        {values && <Sparkline values={values} colour="var(--series-0)" />}
      </span>
      <span className={classes['last']}>
        <span className="visually-hidden">
          {last === null ? t.never : t.lastAnswer(readableDuration(last))}
        </span>
        <span aria-hidden="true">{last === null ? '—' : readableDuration(last)}</span>
      </span>
    </span>
  );
}

/** Why a service is not well: what holds it up, or its last failure. */
function Reason({ service }: { service: Service }) {
  const t = useStrings().health;
  if (service.status === 'healthy' || service.status === 'unknown') return null;
  const [failure] = failuresOf(service);
  const text =
    service.blockedBy.length > 0 ? t.blockedBy(service.blockedBy.join(', ')) : failure?.message;
  return <span className={classes['reason']}>{text}</span>;
}

/** One service: how it is and was, at a glance; the rest on demand. */
export function ServiceRow(props: ServiceRowProps) {
  const { service, history, nowMillis } = props;
  const t = useStrings().health;
  const [open, setOpen] = useState(false);
  return (
    <li className={classes['service']} data-status={service.status} id={`service-${service.name}`}>
      <div className={classes['line']}>
        <span className={classes['state']}>
          <StatusMark status={statusOf[service.status]} label={t.state[service.status]} />
          <span className={classes['since']}>
            {service.status !== 'unknown' && <Since service={service} nowMillis={nowMillis} />}
          </span>
        </span>
        <span className={classes['what']}>
          <strong>{service.name}</strong>
          <span className={classes['soft']}>
            {[service.kind, placeOf(service)].filter((part) => part !== '').join(' · ')}
          </span>
          <Reason service={service} />
        </span>
        <UptimeBars days={daysOf(history.uptime.get(service.name), history.dayRange)} />
        <Latency service={service} history={history} />
        <UnstyledButton
          className={classes['more']}
          data-row
          aria-expanded={open}
          aria-label={t.details(service.name)}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
        </UnstyledButton>
      </div>
      {open && <ServiceDetails {...props} />}
    </li>
  );
}
