import type { ReactNode } from 'react';
import { tell } from '../../api/rest';
import { ConfirmButton } from '../../components/ConfirmButton';
import { Facts, type Fact } from '../../components/Facts';
import { Link } from '../../components/Link';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import { useDeed } from '../alerts/useDeed';
import classes from './Health.module.css';
import type { ServiceRowProps } from './ServiceRow';
import { failuresOf, neededBy, placeOf, statusOf } from './services';
import type { Failure, Service } from './types';

const told = ['time', 'status', 'phase', 'message'];

function FailureItem({ failure }: { failure: Failure }) {
  const t = useStrings().health;
  const format = useFormat();
  const { time, status, phase, message } = failure;
  const millis = Date.parse(time);
  return (
    <li>
      <time dateTime={time} title={format.exact(millis)}>
        {format.dateTime(millis)}
      </time>
      <span>
        <StatusMark status={statusOf[status]} label={t.state[status]} /> {message}{' '}
        {phase !== '' && <span className={classes['soft']}>{t.phase(phase)}</span>}
        {Object.entries(failure)
          .filter(([name, text]) => !told.includes(name) && text !== '')
          .map(([name, text]) => (
            <span key={name} className={classes['detail']}>
              <span className={classes['soft']}>{name}</span> <code>{text}</code>
            </span>
          ))}
      </span>
    </li>
  );
}

function Names({ names, services }: { names: readonly string[]; services: readonly Service[] }) {
  const t = useStrings().health;
  return (
    <span className={classes['names']}>
      {names.map((name) => {
        const status = services.find((each) => each.name === name)?.status ?? 'unknown';
        return (
          <Link key={name} to="/services" params={{ search: name }}>
            <StatusMark status={statusOf[status]} label={t.state[status]} hideLabel /> {name}
          </Link>
        );
      })}
    </span>
  );
}

function useFacts({ service, services }: Pick<ServiceRowProps, 'service' | 'services'>): Fact[] {
  const t = useStrings().health;
  const { name, dependsOn, every } = service;
  const needers = neededBy(name, services);
  const fact = (title: string, value: ReactNode, isThere = true): Fact[] =>
    isThere ? [{ name: title, value }] : [];
  return [
    ...fact(t.asks, placeOf(service), placeOf(service) !== ''),
    ...fact(t.asks, t.waitsFor(readableDuration(every ?? 0)), every !== undefined),
    ...fact(
      t.every,
      t.everyOf(
        readableDuration(service.interval),
        readableDuration(service.timeout),
        service.retries,
      ),
      every === undefined,
    ),
    ...fact(t.weight, service.critical ? t.critical : t.notCritical),
    ...fact(t.dependsOn, <Names names={dependsOn} services={services} />, dependsOn.length > 0),
    ...fact(t.neededBy, <Names names={needers} services={services} />, needers.length > 0),
    ...fact(
      t.samples,
      <Link to="/query" params={{ 'g0.expr': `health_check_up{check=${JSON.stringify(name)}}` }}>
        <code>health_check_up</code>
      </Link>,
    ),
  ];
}

function Deeds({ service, onChanged }: Pick<ServiceRowProps, 'service' | 'onChanged'>) {
  const t = useStrings().health;
  const { busy, failure, run } = useDeed();
  const { name, byFile } = service;
  const look = async () => {
    if (await run(() => tell('POST', 'health/check', { name }))) onChanged();
  };
  const remove = async () => {
    if (await run(() => tell('DELETE', `health/services/${encodeURIComponent(name)}`))) onChanged();
  };
  return (
    <div className={classes['deeds']}>
      {service.every === undefined && (
        <PermittedButton loading={busy} aria-label={t.lookAt(name)} onClick={() => void look()}>
          {t.look}
        </PermittedButton>
      )}
      {byFile ? (
        <span className={classes['soft']}>{t.byFile}</span>
      ) : (
        <ConfirmButton
          verb={t.remove}
          label={t.removeOf(name)}
          question={t.removeQuestion}
          onConfirm={() => void remove()}
        />
      )}
      {failure !== '' && <span role="alert">{failure}</span>}
    </div>
  );
}

/** What a service is asked, on what it hangs, what went wrong last, and what can be done. */
export function ServiceDetails(props: ServiceRowProps) {
  const t = useStrings().health;
  const failures = failuresOf(props.service);
  return (
    <div className={classes['details']}>
      <Facts facts={useFacts(props)} />
      <section aria-label={t.failures}>
        <h3>{t.failures}</h3>
        {failures.length === 0 ? (
          <p className={classes['soft']}>{t.noFailures}</p>
        ) : (
          <ol className={classes['failures']}>
            {failures.map((failure, index) => (
              <FailureItem key={`${failure.time} ${failures.length - index}`} failure={failure} />
            ))}
          </ol>
        )}
      </section>
      <Deeds {...props} />
    </div>
  );
}
