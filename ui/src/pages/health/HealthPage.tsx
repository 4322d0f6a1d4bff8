import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { tell } from '../../api/rest';
import { useOwnApi } from '../../api/useApi';
import { FilterBar } from '../../components/FilterBar';
import { PlusIcon } from '../../components/icons';
import { ListPage } from '../../components/ListPage';
import { NoMatch } from '../../components/NoMatch';
import { NothingYet } from '../../components/NothingYet';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { useLiveTick } from '../../state/changes';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { useDeed } from '../alerts/useDeed';
import { AddCheck } from './AddCheck';
import classes from './Health.module.css';
import { ServiceRow } from './ServiceRow';
import { byTrouble, countByState, healthStates, matches, statusOf } from './services';
import type { Service } from './types';
import { useHistory } from './useHistory';

const example = `vigie:
  checks:
    - name: database
      tcp: {address: 'db:5432'}
    - name: api
      http: {url: https://api.example.org/health, slow_after: 500ms}
      depends_on: [database]`;

function Summary({ services }: { services: readonly Service[] }) {
  const t = useStrings().health;
  const { healthy } = countByState(services);
  const [worst] = byTrouble(services);
  if (worst === undefined) return null;
  return <StatusMark status={statusOf[worst.status]} label={t.summary(healthy, services.length)} />;
}

function LookAtAll({ onDone }: { onDone: () => void }) {
  const t = useStrings().health;
  const { busy, failure, run } = useDeed();
  const look = async () => {
    if (await run(() => tell('POST', 'health/check'))) onDone();
  };
  return (
    <>
      {failure !== '' && <span role="alert">{failure}</span>}
      <PermittedButton loading={busy} onClick={() => void look()}>
        {t.lookAll}
      </PermittedButton>
    </>
  );
}

function List({
  services,
  nowMillis,
  onChanged,
}: {
  services: readonly Service[];
  nowMillis: number;
  onChanged: () => void;
}) {
  const t = useStrings().health;
  const { params } = usePlace();
  const search = params.get('search') ?? '';
  const state = healthStates.find((each) => each === params.get('state'));
  const history = useHistory(nowMillis, services.length > 0);
  const counts = countByState(services);
  const shown = byTrouble(services).filter(
    (service) => matches(service, search) && (state === undefined || service.status === state),
  );
  return (
    <>
      <FilterBar
        search={search}
        searchLabel={t.search}
        param="state"
        choice={state}
        choices={healthStates
          .filter((each) => counts[each] > 0 || each === state)
          .map((each) => ({ value: each, label: t.stateCount[each](counts[each]) }))}
        choiceLabel={t.filter}
        allLabel={t.all(services.length)}
      />
      {shown.length === 0 ? (
        <NoMatch
          text={search}
          clear={() => changeParams({ search: null, state: null }, 'replace')}
        />
      ) : (
        <ul className={classes['services']}>
          {shown.map((service) => (
            <ServiceRow
              key={service.name}
              service={service}
              services={services}
              history={history}
              nowMillis={nowMillis}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** How the services are that this server looks at, and how they were. */
export default function HealthPage() {
  const t = useStrings();
  const { refresh } = usePageClock();
  const tick = useLiveTick('health');
  const [adding, setAdding] = useState(false);
  const { answer, problem, loading } = useOwnApi<readonly Service[]>({
    path: 'health/services',
    tick,
  });
  const services = answer?.data ?? [];
  const close = () => {
    setAdding(false);
    refresh();
  };
  return (
    <ListPage
      title={t.pages.health}
      summary={
        <>
          <Summary services={services} />
          <div className={classes['actions']}>
            {services.length > 0 && <LookAtAll onDone={refresh} />}
            <PermittedButton
              variant="filled"
              leftSection={<PlusIcon size={14} />}
              onClick={() => setAdding(true)}
            >
              {t.health.add}
            </PermittedButton>
          </div>
        </>
      }
    >
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={320} />}
      {answer && services.length === 0 && (
        <NothingYet what={t.health.none} how={t.health.noneHow} example={example} />
      )}
      {answer && services.length > 0 && (
        <List services={services} nowMillis={answer.receivedAtMillis} onChanged={refresh} />
      )}
      <AddCheck opened={adding} close={close} />
    </ListPage>
  );
}
