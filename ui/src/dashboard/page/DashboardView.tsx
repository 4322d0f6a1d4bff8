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
import { setTimeDefaults, useTimeDefaults } from '../../state/timeDefaults';
import { timeRangeParams } from '../../state/timeRange';
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
import { rangeBetween, timeDefaults, zoneOf } from './timeSettings';
import { useVariables } from './useVariables';
import { VariableBar } from './VariableBar';

/** The address of a link to Grafana says the time as `from` and `to`; here it is `range` and `end`. */
function takeGrafanaTime(): void {
  const params = new URLSearchParams(window.location.search);
  const from = params.get('from');
  if (from === null) return;
  const range = rangeBetween(from, params.get('to') ?? 'now', Date.now());
  changeParams({ from: null, to: null, ...(range && timeRangeParams(range)) }, 'replace');
}

/** Until the address says otherwise, stretch of time and refresh are the dashboard's; true when they are. */
function useOwnTime({ dashboard }: ReadDashboard): boolean {
  const [own] = useState(() => timeDefaults(dashboard, Date.now()));
  useEffect(() => {
    takeGrafanaTime();
    setTimeDefaults(own);
    return () => setTimeDefaults(undefined);
  }, [own]);
  return useTimeDefaults() === own;
}

interface LoadedProps {
  readonly read: ReadDashboard;
  readonly answer: DashboardAnswer;
}

function Loaded(props: LoadedProps) {
  const ready = useOwnTime(props.read);
  useSubject(props.read.dashboard.title);
  return ready ? <Opened {...props} /> : <Skeleton height={400} />;
}

function Opened({ read, answer }: LoadedProps) {
  const { dashboard, report } = read;
  const t = useStrings().dashboards;
  const { params } = usePlace();
  const { startMillis, endMillis, range, tick } = usePageClock();
  const { choices, chosen, choose } = useVariables(dashboard);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
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
      endsNow: range.endMillis === undefined,
      dashboard: { uid: answer.uid, title: dashboard.title },
    }),
    [choices, dashboard, filters, startMillis, endMillis, range.endMillis, answer.uid],
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
