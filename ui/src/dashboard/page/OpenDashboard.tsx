import { Button, Skeleton } from '@mantine/core';
import { useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { useStrings } from '../../i18n';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { useSubject } from '../../state/subject';
import { setTimeDefaults, useTimeDefaults } from '../../state/timeDefaults';
import { timeRangeParams } from '../../state/timeRange';
import type { DashboardAnswer } from '../listing';
import type { ReadDashboard } from '../model/readDashboard';
import { safeUrl } from '../panels/safeUrl';
import type { AskingScope } from '../questions';
import { interpolate } from '../variables/interpolate';
import { adHocFilters, unresolved } from '../variables/resolve';
import { annotationParam, AnnotationSwitches } from './AnnotationSwitches';
import { DashboardActions } from './DashboardActions';
import classes from './DashboardView.module.css';
import { deedIn, onDo } from './deeds';
import { Grid, type GridProps } from './Grid';
import { ReportMark } from './ReportMark';
import { rangeBetween, timeDefaults, zoneOf } from './timeSettings';
import { useAnnotations } from './useAnnotations';
import { useNarrowing } from './useNarrowing';
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
  // Before anything is painted: with another time, the page would ask for what nobody sees.
  useLayoutEffect(() => {
    takeGrafanaTime();
    setTimeDefaults(own);
    return () => setTimeDefaults(undefined);
  }, [own]);
  return useTimeDefaults() === own;
}

export interface OpenDashboardProps {
  readonly read: ReadDashboard;
  readonly answer: DashboardAnswer;
  /** What an editor puts in the place of the panels, and of what can be done with the whole. */
  readonly body?: (grid: GridProps) => ReactNode;
  readonly actions?: ReactNode;
}

/** One dashboard: its variables, and its panels in their places. */
export function OpenDashboard(props: OpenDashboardProps) {
  const ready = useOwnTime(props.read);
  useSubject(props.read.dashboard.title);
  return ready ? <Opened {...props} /> : <Skeleton height={400} />;
}

function Opened({ read, answer, body, actions }: OpenDashboardProps) {
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
  const narrowed = useNarrowing(filters);
  const asking = useMemo<AskingScope>(
    () => ({
      variables: choices ?? unresolved(dashboard.variables),
      narrowed: narrowed ?? ((expression) => expression),
      startMillis,
      endMillis,
      endsNow: range.endMillis === undefined,
      dashboard: { uid: answer.uid, title: dashboard.title },
    }),
    [choices, dashboard, narrowed, startMillis, endMillis, range.endMillis, answer.uid],
  );
  const turn = (key: string) => {
    const next = new Set(turned);
    if (!next.delete(key)) next.add(key);
    setTurned(next);
  };
  const off = useMemo(() => new Set(params.getAll(annotationParam)), [params]);
  const annotations = useAnnotations(dashboard, asking, off, tick);
  const doing = deedIn(params);
  const write = (text: string) =>
    interpolate(text, { variables: asking.variables, builtIn: new Map() }, 'text');
  const grid: GridProps = {
    panels: dashboard.panels,
    choices: choices ?? new Map(),
    asking,
    tick,
    timeZone: zoneOf(dashboard.timeZone),
    turned,
    turn,
    annotations,
    doing,
    onDo,
  };
  const kiosk = params.has('kiosk');
  return (
    <div className={classes['page']}>
      {!kiosk && (
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
          {doing?.deed === 'view' && (
            <Button onClick={() => changeParams({ viewPanel: null })}>{t.backToAll}</Button>
          )}
          {actions ?? <DashboardActions answer={answer} title={dashboard.title} />}
        </div>
      )}
      {choices !== undefined && (
        <div className={classes['choices']}>
          <VariableBar choices={choices} filters={filters} choose={choose} />
          <AnnotationSwitches annotations={dashboard.annotations} off={off} />
        </div>
      )}
      {choices === undefined || narrowed === undefined ? (
        <Skeleton height={400} />
      ) : body !== undefined ? (
        body(grid)
      ) : dashboard.panels.length === 0 ? (
        <p>{t.noPanels}</p>
      ) : (
        <Grid {...grid} />
      )}
    </div>
  );
}
