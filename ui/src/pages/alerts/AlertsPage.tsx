import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import type { RuleGroups } from '../../api/types';
import { useApi } from '../../api/useApi';
import { FilterBar } from '../../components/FilterBar';
import { ListPage } from '../../components/ListPage';
import { NoMatch } from '../../components/NoMatch';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useLiveTick } from '../../state/changes';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { NoRules } from '../rules/NoRules';
import {
  alertsOf,
  countByState,
  filterAlerts,
  toldOf,
  type AlertFilter,
  type AlertState,
  type ListedAlert,
} from './alerts';
import { AlertRow } from './AlertRow';
import { DeadLetters } from './DeadLetters';
import { ReceiverNotice } from './ReceiverNotice';
import { useToldTo } from './useToldTo';
import classes from './AlertsPage.module.css';
import { useSeverityScale } from './severity';

const states: readonly AlertState[] = ['firing', 'pending'];

function readFilter(params: URLSearchParams): AlertFilter {
  const state = states.find((each) => each === params.get('state'));
  return { search: params.get('search') ?? '', state };
}

function Summary({ alerts }: { alerts: readonly ListedAlert[] }) {
  const t = useStrings().alerts;
  const { firing, pending } = countByState(alerts);
  const worst = alerts.find(({ alert }) => alert.state === 'firing')?.severity.status;
  return (
    <StatusMark
      status={worst ?? (pending > 0 ? 'unknown' : 'ok')}
      label={t.summary(firing, pending)}
    />
  );
}

function Filters({ alerts, filter }: { alerts: readonly ListedAlert[]; filter: AlertFilter }) {
  const t = useStrings().alerts;
  const counts = countByState(alerts);
  return (
    <FilterBar
      search={filter.search}
      searchLabel={t.search}
      param="state"
      choice={filter.state}
      choices={states.map((state) => ({ value: state, label: t.stateCount[state](counts[state]) }))}
      choiceLabel={t.filter}
      allLabel={t.all(alerts.length)}
    />
  );
}

function AlertList({
  alerts,
  filter,
  nowMillis,
  onChanged,
}: {
  alerts: readonly ListedAlert[];
  filter: AlertFilter;
  nowMillis: number;
  onChanged: () => void;
}) {
  const shown = filterAlerts(alerts, filter);
  if (shown.length === 0)
    return (
      <NoMatch
        text={filter.search || (filter.state ?? '')}
        clear={() => changeParams({ search: null, state: null })}
      />
    );
  return (
    <div className={classes['list']}>
      {shown.map((listed) => (
        <AlertRow
          key={`${listed.group.file} ${listed.group.name} ${JSON.stringify(listed.alert.labels)}`}
          listed={listed}
          nowMillis={nowMillis}
          onChanged={onChanged}
        />
      ))}
    </div>
  );
}

function Quiet({ watching }: { watching: number }) {
  const t = useStrings().alerts;
  return (
    <div className={classes['quiet']}>
      <StatusMark status="ok" label={t.nothingFires} />
      <p>{t.watching(watching)}</p>
    </div>
  );
}

/** What is wrong now, the worst first: every alert whose condition holds, with its sentence. */
export default function AlertsPage() {
  const t = useStrings();
  const { params } = usePlace();
  const filter = readFilter(params);
  const receiver = params.get('receiver') ?? '';
  const { refresh } = usePageClock();
  const tick = useLiveTick('alert');
  const { answer, problem, loading } = useApi<RuleGroups>({
    path: 'rules',
    params: { type: 'alert' },
    tick,
  });
  const scale = useSeverityScale();
  const all = useMemo(() => answer && alertsOf(answer.data.groups, scale), [answer, scale]);
  const told = useToldTo(receiver, tick);
  const alerts = all && toldOf(all, told);
  const watching = answer?.data.groups.reduce((sum, { rules }) => sum + rules.length, 0) ?? 0;
  return (
    <ListPage
      title={t.pages.alerts}
      summary={alerts && watching > 0 && <Summary alerts={alerts} />}
    >
      {problem && <Problem problem={problem} onRetry={refresh} />}
      <DeadLetters />
      {receiver !== '' && <ReceiverNotice receiver={receiver} />}
      {loading && <Skeleton height={320} />}
      {answer && watching === 0 && <NoRules />}
      {alerts && watching > 0 && alerts.length === 0 && <Quiet watching={watching} />}
      {alerts && answer && alerts.length > 0 && (
        <>
          <Filters alerts={alerts} filter={filter} />
          <AlertList
            alerts={alerts}
            filter={filter}
            nowMillis={answer.receivedAtMillis}
            onChanged={refresh}
          />
        </>
      )}
    </ListPage>
  );
}
