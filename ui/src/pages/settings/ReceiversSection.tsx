import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { act } from '../../api/client';
import { useOwnApi } from '../../api/useApi';
import { Link } from '../../components/Link';
import { NothingYet } from '../../components/NothingYet';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import { useDeed } from '../alerts/useDeed';
import classes from './Settings.module.css';
import type { TestResult } from './types';

const example = `vigie:
  alertmanager:
    route: {receiver: team}
    receivers:
      - name: team
        webhook_configs: [{url: https://chat.example.org/hook}]`;

function Results({ results }: { results: readonly TestResult[] }) {
  const t = useStrings().settings.receivers;
  if (results.length === 0) return <p className={classes['results']}>{t.nothing}</p>;
  return (
    <ul className={classes['results']}>
      {results.map(({ destination, delivered, answer }) => (
        <li key={destination}>
          <StatusMark
            status={delivered ? 'ok' : 'critical'}
            label={delivered ? t.delivered : t.failed}
          />{' '}
          <strong>{destination}</strong> {answer !== '' && t.answered(answer)}
        </li>
      ))}
    </ul>
  );
}

/** As a regular expression that only this name answers to. */
function literally(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function ReceiverRow({ name }: { name: string }) {
  const t = useStrings().settings.receivers;
  const { busy, failure, run } = useDeed();
  const [results, setResults] = useState<readonly TestResult[]>();
  const test = async () => {
    setResults(undefined);
    await run(async () =>
      setResults(
        await act<readonly TestResult[]>(`receivers/${encodeURIComponent(name)}/test`, {}),
      ),
    );
  };
  return (
    <li className={classes['row']}>
      <span className={classes['what']}>
        <strong>{name}</strong>
        {failure !== '' && (
          <span role="alert" className={classes['failure']}>
            {failure}
          </span>
        )}
      </span>
      <Link to="/alerts" params={{ receiver: literally(name) }}>
        {t.alerts}
      </Link>
      <PermittedButton loading={busy} aria-label={t.testOf(name)} onClick={() => void test()}>
        {t.test}
      </PermittedButton>
      <div aria-live="polite" className={classes['results']} hidden={results === undefined}>
        {results && <Results results={results} />}
      </div>
    </li>
  );
}

/** Whom alerts can reach, and whether they do. */
export function ReceiversSection() {
  const t = useStrings().settings.receivers;
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useOwnApi<readonly { readonly name: string }[]>({
    path: 'v2/receivers',
    tick,
  });
  return (
    <div className={classes['section']}>
      <p className={classes['soft']}>{t.meaning}</p>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={160} />}
      {answer?.data.length === 0 && <NothingYet what={t.none} how={t.noneHow} example={example} />}
      {answer && answer.data.length > 0 && (
        <ul className={classes['rows']}>
          {answer.data.map(({ name }) => (
            <ReceiverRow key={name} name={name} />
          ))}
        </ul>
      )}
    </div>
  );
}
