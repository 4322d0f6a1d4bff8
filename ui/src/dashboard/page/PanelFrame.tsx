import { Popover, Tooltip, UnstyledButton } from '@mantine/core';
import {
  lazy,
  memo,
  Suspense,
  useEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { hrefWith, Link } from '../../components/Link';
import { explainProblem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { PageBoundary } from '../../frame/PageBoundary';
import { useStrings } from '../../i18n';
import { formatDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { useZoom } from '../../pages/query/useZoom';
import { useRefusal } from '../../session/useRefusal';
import { navigate } from '../../state/location';
import type { PlacedPanel } from '../layout';
import type { Panel } from '../model/types';
import type { AnnotationEvent } from '../data/annotationEvents';
import { panelViews, selfFilled } from '../panels/kinds';
import { safeUrl } from '../panels/safeUrl';
import { panelTime, questionsOf, scopeOf, type AskingScope, type Question } from '../questions';
import { usualScrapeMillis } from '../variables/builtIn';
import { interpolate } from '../variables/interpolate';
import { legendOptions } from '../panels/options';
import classes from './PanelFrame.module.css';
import { PanelMenu } from './PanelMenu';
import { usePanelData, type Answered, type PanelData } from './usePanelData';
import { useRoom } from './useRoom';

const Inspect = lazy(() => import('./Inspect'));
const AlertDraft = lazy(() => import('../alert/AlertDraft'));

/** What a reader wants to know of a panel, or make of it. */
export type PanelDeed = 'view' | 'inspect' | 'alert' | 'edit';

export interface PanelFrameProps {
  readonly placed: PlacedPanel;
  readonly asking: AskingScope;
  readonly tick: number;
  readonly timeZone: string | undefined;
  readonly events: readonly AnnotationEvent[];
  /** What is being done with this panel now. */
  readonly doing: PanelDeed | undefined;
  /** Undefined ends it. */
  readonly onDo: (deed: PanelDeed | undefined, placed: PlacedPanel) => void;
  /** Stands before the title: what an editor moves the panel by. */
  readonly handle?: ReactNode;
  /** Of its title: below a row's, or as one. */
  readonly headingLevel: 2 | 3;
  /** Told what its questions found, before anything is done to it. */
  readonly onAnswers?: (answers: readonly Answered[]) => void;
}

/** The questions of a panel on the query page, over the same stretch of time. */
function exploreParams(
  questions: readonly Question[],
  panel: Panel,
  asking: AskingScope,
): Record<string, string> {
  const { startMillis, endMillis } = panelTime(panel, asking);
  const endsNow = asking.endsNow && endMillis === asking.endMillis;
  return Object.fromEntries([
    ['range', formatDuration(Math.round((endMillis - startMillis) / 1_000) * 1_000)],
    ...(endsNow ? [] : [['end', new Date(endMillis).toISOString()]]),
    ...questions.flatMap(({ expression, instant }, index) => [
      [`g${index}.expr`, expression],
      [`g${index}.tab`, instant ? 'table' : 'graph'],
    ]),
  ]) as Record<string, string>;
}

function Remarks({ remarks }: { remarks: readonly string[] }) {
  const t = useStrings().query;
  if (remarks.length === 0) return null;
  return (
    <Popover position="bottom-end" withArrow={false}>
      <Popover.Target>
        <UnstyledButton>
          <StatusMark status="info" label={t.remarks(remarks.length)} hideLabel />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes['remarks'] ?? ''}>
        {remarks.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Not the library's: each panel shows it once, most for less than a second. */
function Skeleton() {
  return <div className={classes['Skeleton']} />;
}

const roomForTwoLines = 44;

/** Nothing to draw: said where the drawing would be, with the way to the reason. */
function Empty({ explore, height }: Pick<BodyProps, 'explore' | 'height'>) {
  const t = useStrings().dashboards;
  if (height < roomForTwoLines && explore)
    return (
      <div className={classes['empty']}>
        <Link to="/query" params={explore} title={t.whyEmpty}>
          {t.noData}
        </Link>
      </div>
    );
  return (
    <div className={classes['empty']}>
      <StatusMark status="unknown" label={t.noData} />
      {explore && (
        <Link to="/query" params={explore}>
          {t.whyEmpty}
        </Link>
      )}
    </div>
  );
}

interface BodyProps extends PanelFrameProps {
  readonly explore: Record<string, string> | undefined;
  readonly data: PanelData;
  readonly write: (text: string) => string;
  readonly width: number;
  readonly height: number;
}

function Body(props: BodyProps) {
  const { placed, asking, timeZone, events, explore, data, write, width, height } = props;
  const { panel } = placed;
  const t = useStrings();
  const { locale } = useFormat();
  const zoom = useZoom();
  const { startMillis, endMillis } = panelTime(panel, asking);
  const time = useMemo(
    () => ({ min: startMillis / 1_000, max: endMillis / 1_000 }),
    [startMillis, endMillis],
  );
  const View = panelViews[panel.kind];
  if (View === undefined)
    return (
      <div className={classes['empty']}>
        <StatusMark status="unknown" label={t.dashboards.unsupportedPanel(panel.sourceType)} />
        {explore && (
          <Link to="/query" params={explore}>
            {t.dashboards.explore}
          </Link>
        )}
      </div>
    );
  const { frames, problem } = data;
  const isEmpty = !selfFilled.has(panel.kind) && frames?.length === 0;
  if (problem !== undefined && (frames === undefined || isEmpty)) {
    const { what, why } = explainProblem(problem, t.problem);
    return (
      <div className={classes['empty']} role="alert">
        <StatusMark status="critical" label={what} />
        {why !== '' && <pre className={classes['why']}>{why}</pre>}
      </div>
    );
  }
  if (isEmpty) return <Empty explore={explore} height={height} />;
  if ((frames === undefined && !selfFilled.has(panel.kind)) || width === 0) return <Skeleton />;
  return (
    <Suspense fallback={<Skeleton />}>
      <View
        panel={panel}
        frames={frames ?? []}
        width={width}
        height={height}
        locale={locale}
        timeZone={timeZone}
        time={time}
        zoom={zoom}
        write={write}
        events={events}
        exemplars={data.exemplars}
      />
    </Suspense>
  );
}

// Two pixels for each step: finer than an eye can tell, at half the cost.
const pixelsPerPoint = 2;
const fewestPoints = 60;
// The width of the panel counts in steps of this, so that a resize does not ask again and again.
const widthStep = 80;

const withLegend: ReadonlySet<string> = new Set([
  'timeseries',
  'barchart',
  'piechart',
  'histogram',
  'state-timeline',
]);

/** The panel with its legend shown where it was hidden, or hidden where it was shown. */
function legendTurned(panel: Panel): Panel {
  const { options } = panel;
  const { mode } = legendOptions(options);
  const legend =
    mode === 'hidden'
      ? { displayMode: 'list', placement: 'bottom', showLegend: true }
      : { showLegend: false };
  return { ...panel, options: { ...options, legend } };
}

/** One panel: its title, what can be done with it, and what it shows. Asks only while it can be seen. */
export const PanelFrame = memo(function PanelFrame(props: PanelFrameProps) {
  const { placed, asking, tick, doing, onDo, handle, headingLevel, onAnswers } = props;
  const Heading = `h${headingLevel}` as const;
  const { repeated } = placed;
  const [turned, setTurned] = useState(false);
  const panel = useMemo(
    () => (turned ? legendTurned(placed.panel) : placed.panel),
    [turned, placed.panel],
  );
  const begin = (deed: PanelDeed) => onDo(deed, placed);
  const mayEdit = useRefusal('edit') === undefined;
  const t = useStrings().dashboards;
  const { frame, body, width, height, seen } = useRoom();
  const points = Math.max(
    fewestPoints,
    (Math.ceil(width / widthStep) * widthStep) / pixelsPerPoint,
  );
  const own = useMemo<AskingScope>(
    () => ({ ...asking, variables: new Map([...asking.variables, ...repeated]) }),
    [asking, repeated],
  );
  const questions = useMemo(
    () => (width === 0 ? [] : questionsOf(panel, own, points)),
    [panel, own, points, width],
  );
  const data = usePanelData(panel, questions, tick, seen && width > 0);
  const { answers } = data;
  useEffect(() => onAnswers?.(answers), [onAnswers, answers]);
  const write = useMemo(() => {
    const scope = scopeOf(own, panelTime(panel, own), 1_000, usualScrapeMillis);
    return (text: string) => interpolate(text, scope, 'text');
  }, [own, panel]);
  const explore = useMemo(
    () => (questions.length === 0 ? undefined : exploreParams(questions, panel, own)),
    [questions, panel, own],
  );
  // Keys of the panel itself, not of what is in it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (event.key === 'v') begin('view');
    else if (event.key === 'e' && mayEdit) begin('edit');
    else if (event.key === 'i') begin('inspect');
    else if (event.key === 'l' && withLegend.has(panel.kind)) setTurned(!turned);
    else if (event.key === 'x' && explore) navigate(hrefWith('/query', explore));
  };
  const title = write(panel.title);
  return (
    <section
      ref={frame}
      className={classes['panel']}
      data-transparent={panel.transparent}
      data-kind={panel.kind}
      data-fetching={data.fetching}
      data-row
      tabIndex={0}
      onKeyDown={onKeyDown}
      aria-label={title || panel.sourceType}
    >
      <header className={classes['head']}>
        {handle}
        <Heading className={classes['title']} title={title}>
          {title}
        </Heading>
        {panel.description !== '' && (
          <Tooltip label={write(panel.description)} multiline maw={320}>
            <span className={classes['hint']} tabIndex={0} role="note" aria-label={t.description}>
              i
            </span>
          </Tooltip>
        )}
        {panel.links.map(({ title: name, url }) => {
          const href = safeUrl(write(url));
          return href === undefined ? null : (
            <a key={url} className={classes['link']} href={href} rel="noreferrer">
              {write(name)}
            </a>
          );
        })}
        <span className={classes['space']} />
        {data.problem !== undefined && data.frames !== undefined && data.frames.length > 0 && (
          <Tooltip label={data.problem.message} multiline maw={320}>
            <span>
              <StatusMark status="warning" label={t.partFailed} hideLabel />
            </span>
          </Tooltip>
        )}
        <Remarks remarks={data.remarks} />
        <PanelMenu
          title={title}
          element={frame}
          explore={explore}
          data={data}
          view={() => begin('view')}
          inspect={() => begin('inspect')}
          edit={mayEdit ? () => begin('edit') : undefined}
          alert={mayEdit && questions.length > 0 ? () => begin('alert') : undefined}
          turnLegend={withLegend.has(panel.kind) ? () => setTurned(!turned) : undefined}
        />
      </header>
      <div ref={body} className={classes['body']}>
        <PageBoundary>
          <Body
            {...props}
            placed={{ ...placed, panel }}
            asking={own}
            explore={explore}
            data={width === 0 ? { ...data, frames: undefined } : data}
            write={write}
            width={width}
            height={height}
          />
        </PageBoundary>
      </div>
      <Suspense>
        {doing === 'inspect' && (
          <Inspect panel={panel} title={title} data={data} close={() => onDo(undefined, placed)} />
        )}
        {doing === 'alert' && mayEdit && questions.length > 0 && (
          <AlertDraft
            panel={panel}
            title={title}
            questions={questions}
            dashboard={asking.dashboard}
            close={() => onDo(undefined, placed)}
          />
        )}
      </Suspense>
    </section>
  );
});
