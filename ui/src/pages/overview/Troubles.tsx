import { Link } from '../../components/Link';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { AlertRow } from '../alerts/AlertRow';
import type { ListedAlert } from '../alerts/alerts';
import { failuresOf, statusOf } from '../health/services';
import type { Service } from '../health/types';
import { shownAtMost, type DownJob, type FailingRule, type ServerTroubles } from './attention';
import classes from './OverviewPage.module.css';
import { Section } from './Section';

/** The worst alerts, each with everything that can be done about it. */
export function WorstAlerts({
  alerts,
  nowMillis,
  onChanged,
}: {
  alerts: readonly ListedAlert[];
  nowMillis: number;
  onChanged: () => void;
}) {
  const t = useStrings().overview;
  return (
    <Section title={t.attention}>
      {alerts.slice(0, shownAtMost).map((listed) => (
        <AlertRow
          key={`${listed.group.file} ${listed.group.name} ${JSON.stringify(listed.alert.labels)}`}
          listed={listed}
          nowMillis={nowMillis}
          onChanged={onChanged}
        />
      ))}
      {alerts.length > shownAtMost && (
        <Link className={classes['more']} to="/alerts">
          {t.moreAlerts(alerts.length - shownAtMost)}
        </Link>
      )}
    </Section>
  );
}

/** Services that are not well, with their last failure. */
export function UnwellServices({ services }: { services: readonly Service[] }) {
  const t = useStrings();
  return (
    <Section title={t.overview.unwell}>
      {services.slice(0, shownAtMost).map((service) => (
        <div className={classes['row']} key={service.name}>
          <Link to="/services" params={{ search: service.name }}>
            {service.name}
          </Link>
          <span className={classes['reason']}>{failuresOf(service)[0]?.message}</span>
          <StatusMark status={statusOf[service.status]} label={t.health.state[service.status]} />
        </div>
      ))}
    </Section>
  );
}

/** Jobs whose targets do not answer, with the reason of the first. */
export function DownTargets({ jobs }: { jobs: readonly DownJob[] }) {
  const t = useStrings().overview;
  const rest = jobs.slice(shownAtMost).reduce((sum, { down }) => sum + down.length, 0);
  return (
    <Section title={t.down}>
      {jobs.slice(0, shownAtMost).map(({ job, down, all }) => (
        <div className={classes['row']} key={job}>
          <Link to="/targets" params={{ health: 'down', search: job }}>
            {job}
          </Link>
          <span className={classes['reason']}>{down[0]?.explanation ?? down[0]?.lastError}</span>
          <StatusMark status="critical" label={t.downOf(down.length, all)} />
        </div>
      ))}
      {rest > 0 && (
        <Link className={classes['more']} to="/targets" params={{ health: 'down' }}>
          {t.moreTargets(rest)}
        </Link>
      )}
    </Section>
  );
}

/** Rules that watch nothing because they fail. */
export function FailingRules({ rules }: { rules: readonly FailingRule[] }) {
  const t = useStrings();
  return (
    <Section title={t.overview.failing}>
      {rules.slice(0, shownAtMost).map(({ rule, group }) => (
        <div
          className={classes['row']}
          key={`${group.file} ${group.name} ${rule.name} ${rule.query}`}
        >
          <Link to="/rules" params={{ kind: 'failing', search: rule.name }}>
            {rule.name}
          </Link>
          <span className={classes['reason']}>{rule.lastError}</span>
          <StatusMark status="critical" label={t.rules.health.err} />
        </div>
      ))}
    </Section>
  );
}

/** What is wrong with this server itself. */
export function OwnTroubles({ reloadFailed, damagedFiles }: ServerTroubles) {
  const t = useStrings().overview;
  return (
    <Section title={t.server}>
      {reloadFailed && (
        <div className={classes['row']}>
          <Link to="/config">{t.toConfig}</Link>
          <StatusMark status="critical" label={t.reloadFailed} />
        </div>
      )}
      {damagedFiles > 0 && (
        <div className={classes['row']}>
          <Link to="/status">{t.toStatus}</Link>
          <StatusMark status="critical" label={t.damaged(damagedFiles)} />
        </div>
      )}
    </Section>
  );
}
