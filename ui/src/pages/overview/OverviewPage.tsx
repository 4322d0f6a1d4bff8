import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import type { RuleGroups, RuntimeInfo, Targets } from '../../api/types';
import { useApi, useOwnApi } from '../../api/useApi';
import { Link } from '../../components/Link';
import { ListPage } from '../../components/ListPage';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useLiveTick } from '../../state/changes';
import { usePageClock } from '../../state/clock';
import { alertsOf, countByState, type ListedAlert } from '../alerts/alerts';
import { DeadLetters } from '../alerts/DeadLetters';
import { useSeverityScale } from '../alerts/severity';
import { byTrouble, countByState as countByHealthState, statusOf } from '../health/services';
import type { Service } from '../health/types';
import { countByHealth } from '../targets/pools';
import {
  alertingRules,
  downJobs,
  failingRules,
  firingBySeverity,
  serverTroubles,
  unwellServices,
  type Loudness,
} from './attention';
import classes from './OverviewPage.module.css';
import { DownTargets, FailingRules, OwnTroubles, UnwellServices, WorstAlerts } from './Troubles';

const loudnesses: readonly Loudness[] = ['critical', 'warning', 'info'];

function AlertCounts({ alerts }: { alerts: readonly ListedAlert[] }) {
  const t = useStrings().overview;
  const firing = firingBySeverity(alerts);
  const { pending } = countByState(alerts);
  return (
    <>
      {loudnesses
        .filter((loudness) => firing[loudness] > 0)
        .map((loudness) => (
          <Link key={loudness} to="/alerts" params={{ state: 'firing' }}>
            <StatusMark status={loudness} label={t.severity[loudness](firing[loudness])} />
          </Link>
        ))}
      {pending > 0 && (
        <Link to="/alerts" params={{ state: 'pending' }}>
          <StatusMark status="unknown" label={t.pending(pending)} />
        </Link>
      )}
    </>
  );
}

function TargetCount({ targets }: { targets: Targets }) {
  const t = useStrings().overview;
  const { up, down, unknown } = countByHealth(targets.activeTargets);
  return (
    <Link to="/targets">
      <StatusMark
        status={down > 0 ? 'critical' : unknown > 0 ? 'unknown' : 'ok'}
        label={t.targets(up, up + down + unknown)}
      />
    </Link>
  );
}

function ServiceCount({ services }: { services: readonly Service[] }) {
  const t = useStrings().overview;
  const [worst] = byTrouble(services);
  if (worst === undefined) return null;
  const { healthy } = countByHealthState(services);
  return (
    <Link to="/services">
      <StatusMark status={statusOf[worst.status]} label={t.services(healthy, services.length)} />
    </Link>
  );
}

function Quiet({ watching, answering }: { watching: number; answering: number }) {
  const t = useStrings().overview;
  return (
    <div className={classes['quiet']}>
      <StatusMark
        status={watching > 0 ? 'ok' : 'unknown'}
        label={watching > 0 ? t.quiet : t.noRules}
      />
      {watching > 0 && <p>{t.quietMore(watching, answering)}</p>}
      <Link to="/query">{t.ask}</Link>
    </div>
  );
}

/** Is anything wrong? What needs somebody, the worst first; nothing else. */
export default function OverviewPage() {
  const t = useStrings();
  const { tick, refresh } = usePageClock();
  const alertTick = useLiveTick('alert');
  const healthTick = useLiveTick('health');
  const rules = useApi<RuleGroups>({ path: 'rules', tick: alertTick });
  const targets = useApi<Targets>({ path: 'targets', params: { state: 'active' }, tick });
  const runtime = useApi<RuntimeInfo>({ path: 'status/runtimeinfo', tick });
  const services = useOwnApi<readonly Service[]>({ path: 'health/services', tick: healthTick });
  const groups = rules.answer?.data.groups;
  const scale = useSeverityScale();
  const alerts = useMemo(() => groups && alertsOf(groups, scale), [groups, scale]);
  const failing = groups ? failingRules(groups) : [];
  const down = targets.answer ? downJobs(targets.answer.data) : [];
  const unwell = unwellServices(services.answer?.data ?? []);
  const own = serverTroubles(runtime.answer?.data);
  const hasOwn = own.reloadFailed || own.damagedFiles > 0;
  const known = alerts !== undefined && targets.answer !== undefined;
  const quiet =
    known &&
    alerts.length === 0 &&
    failing.length === 0 &&
    down.length === 0 &&
    unwell.length === 0 &&
    !hasOwn;
  const problem = rules.problem ?? targets.problem;
  return (
    <ListPage
      title={t.pages.overview}
      summary={
        <div className={classes['summary']}>
          {alerts && <AlertCounts alerts={alerts} />}
          {targets.answer && <TargetCount targets={targets.answer.data} />}
          {services.answer && <ServiceCount services={services.answer.data} />}
        </div>
      }
    >
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {!known && problem === undefined && <Skeleton height={320} />}
      {hasOwn && <OwnTroubles {...own} />}
      <DeadLetters />
      {alerts && rules.answer && alerts.length > 0 && (
        <WorstAlerts
          alerts={alerts}
          nowMillis={rules.answer.receivedAtMillis}
          onChanged={refresh}
        />
      )}
      {unwell.length > 0 && <UnwellServices services={unwell} />}
      {down.length > 0 && <DownTargets jobs={down} />}
      {failing.length > 0 && <FailingRules rules={failing} />}
      {quiet && (
        <Quiet
          watching={alertingRules(groups ?? [])}
          answering={targets.answer.data.activeTargets.length}
        />
      )}
    </ListPage>
  );
}
