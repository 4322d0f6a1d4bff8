import { Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { reloadConfiguration } from '../../api/rest';
import { useOwnApi } from '../../api/useApi';
import { Diff } from '../../components/Diff';
import { Link } from '../../components/Link';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { diffLines, type DiffLine } from '../../lib/diff';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import { useDeed } from '../alerts/useDeed';
import { AdminsOnly } from './AdminsOnly';
import classes from './Settings.module.css';
import type { PendingConfig } from './types';

function useChanges({ inForce, onDisk }: PendingConfig): DiffLine[] {
  return useMemo(() => {
    const lines = diffLines(inForce, onDisk ?? inForce);
    return lines.some(({ kind }) => kind !== 'same') ? lines : [];
  }, [inForce, onDisk]);
}

function State({ pending, changes }: { pending: PendingConfig; changes: readonly DiffLine[] }) {
  const t = useStrings().settings.configuration;
  const { file, problem, lastReloadSuccessful } = pending;
  const count = (kind: DiffLine['kind']) => changes.filter((line) => line.kind === kind).length;
  if (file === '') return <StatusMark status="info" label={t.noFile} />;
  if (problem !== undefined) return <StatusMark status="critical" label={t.broken} />;
  if (changes.length > 0)
    return <StatusMark status="info" label={t.waits(count('added'), count('removed'))} />;
  return (
    <StatusMark
      status={lastReloadSuccessful ? 'ok' : 'warning'}
      label={lastReloadSuccessful ? t.inForce : t.lastFailed}
    />
  );
}

function Reload({ pending, onDone }: { pending: PendingConfig; onDone: () => void }) {
  const t = useStrings().settings.configuration;
  const { busy, failure, run } = useDeed();
  const [done, setDone] = useState(false);
  const reload = async () => {
    setDone(false);
    setDone(await run(reloadConfiguration));
    onDone();
  };
  if (pending.file === '') return null;
  return (
    <>
      <div className={classes['head']}>
        <PermittedButton
          needs="admin"
          variant="filled"
          loading={busy}
          disabled={!pending.canReload}
          onClick={() => void reload()}
        >
          {t.reload}
        </PermittedButton>
        <span className={classes['soft']}>
          {pending.canReload ? t.reloadMeaning : t.cannotReload}
        </span>
        <span role="status">{done && <StatusMark status="ok" label={t.reloaded} />}</span>
      </div>
      {failure !== '' && (
        <p role="alert" className={classes['failure']}>
          {failure}
        </p>
      )}
    </>
  );
}

function Pending({ pending, onChanged }: { pending: PendingConfig; onChanged: () => void }) {
  const t = useStrings().settings.configuration;
  const changes = useChanges(pending);
  return (
    <>
      <div className={classes['head']}>
        <State pending={pending} changes={changes} />
        {pending.file !== '' && <code>{pending.file}</code>}
      </div>
      {pending.problem !== undefined && (
        <pre className={classes['failure']} style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
          {pending.problem}
        </pre>
      )}
      <Reload pending={pending} onDone={onChanged} />
      {changes.length > 0 && <Diff lines={changes} label={t.changes} />}
      <Link to="/config">{t.whole}</Link>
    </>
  );
}

function Configuration() {
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useOwnApi<PendingConfig>({ path: 'config/pending', tick });
  return (
    <div className={classes['section']}>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={320} />}
      {answer && <Pending pending={answer.data} onChanged={refresh} />}
    </div>
  );
}

/** What a reload would put in force, before it is done. */
export function ConfigurationSection() {
  return (
    <AdminsOnly>
      <Configuration />
    </AdminsOnly>
  );
}
