import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useApi } from '../../api/useApi';
import { Link } from '../../components/Link';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useRefusal } from '../../session/useRefusal';
import { usePageClock } from '../../state/clock';
import { usePlace } from '../../state/location';
import type { DashboardAnswer } from '../listing';
import { NotADashboard, readDashboard, type ReadDashboard } from '../model/readDashboard';
import type { Panel, PanelKind } from '../model/types';
import classes from './DashboardView.module.css';
import { loadViews } from '../panels/kinds';
import { OpenDashboard } from './OpenDashboard';

const EditDashboard = lazy(() => import('../edit/EditDashboard'));

function readSafely(json: unknown): ReadDashboard | NotADashboard {
  try {
    return readDashboard(json);
  } catch (error) {
    if (error instanceof NotADashboard) return error;
    throw error;
  }
}

function kindsIn({ kind, panels }: Panel): PanelKind[] {
  return [kind, ...panels.flatMap(kindsIn)];
}

/** One dashboard: its variables, and its panels in their places. */
export default function DashboardView({ uid }: { uid: string }) {
  const t = useStrings();
  const { refresh } = usePageClock();
  const { params } = usePlace();
  const mayEdit = useRefusal('edit') === undefined;
  const { answer, problem } = useApi<DashboardAnswer>({
    path: `dashboards/${encodeURIComponent(uid)}`,
  });
  const read = useMemo(() => answer && readSafely(answer.data.dashboard), [answer]);
  useEffect(() => {
    if (read !== undefined && !(read instanceof NotADashboard))
      loadViews(read.dashboard.panels.flatMap(kindsIn));
  }, [read]);
  if (read instanceof NotADashboard)
    return (
      <div className={classes['page']}>
        <StatusMark status="critical" label={t.dashboards.notADashboard[read.reason]} />
      </div>
    );
  if (problem !== undefined && read === undefined)
    return (
      <div className={classes['page']}>
        {problem.status === 404 ? (
          <>
            <h1>{t.dashboards.notFound(uid)}</h1>
            <Link to="/dashboards">{t.dashboards.toList}</Link>
          </>
        ) : (
          <Problem problem={problem} onRetry={refresh} />
        )}
      </div>
    );
  if (answer === undefined || read === undefined) return <Skeleton height={400} />;
  return params.has('edit') && mayEdit ? (
    <Suspense fallback={<Skeleton height={400} />}>
      <EditDashboard key={uid} answer={answer.data} />
    </Suspense>
  ) : (
    <OpenDashboard key={uid} read={read} answer={answer.data} />
  );
}
