import { Skeleton } from '@mantine/core';
import { Suspense } from 'react';
import { lazily } from '../../lib/lazily';
import { usePlace } from '../../state/location';

const DashboardList = lazily(() => import('./DashboardList'));
const DashboardView = lazily(() => import('../../dashboard/page/DashboardView'));

/** `/d/uid/a-name-for-people`, as Grafana writes it. */
function uidIn(path: string): string | undefined {
  const uid = /^\/d\/([^/]+)/.exec(path)?.[1];
  return uid === undefined ? undefined : decodeURIComponent(uid);
}

/** The list of dashboards, or one of them. */
export default function DashboardsPage() {
  const uid = uidIn(usePlace().path);
  return (
    <Suspense fallback={<Skeleton height={400} />}>
      {uid === undefined ? <DashboardList /> : <DashboardView key={uid} uid={uid} />}
    </Suspense>
  );
}

DashboardsPage.load = (path: string) =>
  path.startsWith('/d/') ? DashboardView.load() : DashboardList.load();
