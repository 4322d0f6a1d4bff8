import { Button, Menu, Skeleton } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useApi } from '../../api/useApi';
import { ChevronDownIcon } from '../../components/icons';
import { Link } from '../../components/Link';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { useSubject } from '../../state/subject';
import type { DashboardAnswer } from '../listing';
import { NotADashboard, readDashboard, type ReadDashboard } from '../model/readDashboard';
import { safeUrl } from '../panels/safeUrl';
import type { AskingScope } from '../questions';
import { interpolate } from '../variables/interpolate';
import { adHocFilters, unresolved } from '../variables/resolve';
import classes from './DashboardView.module.css';
import { DeleteDashboard } from './DeleteDashboard';
import { download } from './download';
import { Grid } from './Grid';
import { ReportMark } from './ReportMark';
import { rangeParams, zoneOf } from './timeSettings';
import { useVariables } from './useVariables';
import { VariableBar } from './VariableBar';

/** Until the address says otherwise, the stretch of time and the refresh are those of the dashboard. */
function useOwnTime({ dashboard }: ReadDashboard): void {
  const { time, refresh } = dashboard;
  useEffect(() => {
    const params = new URLSearchParams(window.location.search);
    const from = params.get('from');
    const to = params.get('to');
    const range =
      from === null && (params.has('range') || params.has('end'))
        ? undefined
        : rangeParams(from ?? time.from, to ?? (from === null ? time.to : 'now'), Date.now());
    changeParams(
      {
        from: null,
        to: null,
        ...range,
        ...(!params.has('refresh') && refresh !== '' && { refresh }),
      },
      'replace',
    );
  }, [time.from, time.to, refresh]);
}

interface LoadedProps {
  readonly read: ReadDashboard;
  readonly answer: DashboardAnswer;
}

function Loaded({ read, answer }: LoadedProps) {
  const { dashboard, report } = read;
  const t = useStrings().dashboards;
  const { params } = usePlace();
  const { startMillis, endMillis, tick } = usePageClock();
  const { choices, chosen, choose } = useVariables(dashboard);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  useOwnTime(read);
  useSubject(dashboard.title);
  const filters = useMemo(
    () => adHocFilters(dashboard.variables, chosen),
    [dashboard.variables, chosen],
  );
  const asking = useMemo<AskingScope>(
    () => ({
      variables: choices ?? unresolved(dashboard.variables),
      filters,
      startMillis,
      endMillis,
      dashboard: { uid: answer.uid, title: dashboard.title },
    }),
    [choices, dashboard, filters, startMillis, endMillis, answer.uid],
  );
  const turn = (key: string) => {
    const next = new Set(turned);
    if (!next.delete(key)) next.add(key);
    setTurned(next);
  };
  const alone = params.get('viewPanel');
  const write = (text: string) =>
    interpolate(text, { variables: asking.variables, builtIn: new Map() }, 'text');
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>{dashboard.title || t.untitled}</h1>
        {dashboard.links.map(({ title, url }) => {
          const href = safeUrl(write(url));
          return href === undefined ? null : (
            <a key={url} href={href} rel="noreferrer">
              {write(title)}
            </a>
          );
        })}
        <span className={classes['space']} />
        <ReportMark report={report} />
        {alone !== null && (
          <Button onClick={() => changeParams({ viewPanel: null })}>{t.backToAll}</Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button rightSection={<ChevronDownIcon size={12} />}>{t.share}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void navigator.clipboard.writeText(window.location.href)}>
              {t.copyLink}
            </Menu.Item>
            <Menu.Item
              onClick={() =>
                download(
                  `${dashboard.title || 'dashboard'}.json`,
                  'application/json',
                  JSON.stringify(answer.dashboard, null, 2),
                )
              }
            >
              {t.downloadJson}
            </Menu.Item>
            {answer.origin === 'imported' && <DeleteDashboard uid={answer.uid} />}
          </Menu.Dropdown>
        </Menu>
      </div>
      {choices !== undefined && <VariableBar choices={choices} filters={filters} choose={choose} />}
      {choices === undefined ? (
        <Skeleton height={400} />
      ) : dashboard.panels.length === 0 ? (
        <p>{t.noPanels}</p>
      ) : (
        <Grid
          panels={dashboard.panels}
          choices={choices}
          asking={asking}
          tick={tick}
          timeZone={zoneOf(dashboard.timeZone)}
          turned={turned}
          turn={turn}
          alone={alone}
          view={(key) => changeParams({ viewPanel: alone === null ? key : null })}
        />
      )}
    </div>
  );
}

function readSafely(json: unknown): ReadDashboard | NotADashboard {
  try {
    return readDashboard(json);
  } catch (error) {
    if (error instanceof NotADashboard) return error;
    throw error;
  }
}

/** One dashboard: its variables, and its panels in their places. */
export default function DashboardView({ uid }: { uid: string }) {
  const t = useStrings();
  const { refresh } = usePageClock();
  const { answer, problem } = useApi<DashboardAnswer>({
    path: `dashboards/${encodeURIComponent(uid)}`,
  });
  const read = useMemo(() => answer && readSafely(answer.data.dashboard), [answer]);
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
  return <Loaded key={uid} read={read} answer={answer.data} />;
}
