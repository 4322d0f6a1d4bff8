import { alignedSteps, type Steps } from '../chart/columns';
import { parseDuration } from '../lib/duration';
import type { Panel, Target } from './model/types';
import { builtInVariables, stepMillisFor, usualScrapeMillis } from './variables/builtIn';
import { interpolate, type Resolved, type Scope } from './variables/interpolate';

/** What a panel asks the server, ready to be sent. */
export interface Question {
  readonly refId: string;
  readonly expression: string;
  readonly legend: string;
  readonly format: Target['format'];
  readonly instant: boolean;
  /** Whether single observations are shown beside the series. */
  readonly exemplars: boolean;
  readonly steps: Steps;
}

/** What all panels of a dashboard share while they ask. */
export interface AskingScope {
  readonly variables: ReadonlyMap<string, Resolved>;
  /** Puts what the reader wants of every question into an expression. */
  readonly narrowed: (expression: string) => string;
  readonly startMillis: number;
  readonly endMillis: number;
  /** Whether the end goes on with time. */
  readonly endsNow: boolean;
  readonly dashboard: { readonly uid: string; readonly title: string };
}

/** Milliseconds of a smallest step such as `1m`, `>30s` or `$interval`; undefined when it says none. */
function intervalMillis(text: string, scope: Scope): number | undefined {
  const written = interpolate(text, scope, 'text').trim().replace(/^>=?/, '');
  const millis = parseDuration(written) ?? (Number(written) || 0) * 1_000;
  return millis > 0 ? millis : undefined;
}

const relativeTime = /^now-(.+)$/;

/** The stretch of time of a panel: the page's, unless it has one of its own or is moved back. */
export function panelTime(
  panel: Panel,
  { startMillis, endMillis }: Pick<AskingScope, 'startMillis' | 'endMillis'>,
): { startMillis: number; endMillis: number } {
  const own = parseDuration(relativeTime.exec(panel.ownRange)?.[1] ?? panel.ownRange);
  const shift = parseDuration(panel.timeShift) ?? 0;
  const end = endMillis - shift;
  return { startMillis: own === undefined ? startMillis - shift : end - own, endMillis: end };
}

// Without any scale, a step below this only asks for the same sample again.
const smallestStepMillis = 1_000;

/** Everything that texts of a panel may refer to. */
export function scopeOf(
  asking: AskingScope,
  time: { startMillis: number; endMillis: number },
  stepMillis: number,
  smallestMillis: number,
): Scope {
  return {
    variables: asking.variables,
    builtIn: builtInVariables({
      ...time,
      stepMillis,
      smallestMillis,
      dashboard: asking.dashboard,
    }),
  };
}

/** The questions of a panel of so many points' width, with everything put in that was chosen. */
export function questionsOf(panel: Panel, asking: AskingScope, points: number): Question[] {
  const time = panelTime(panel, asking);
  const rangeMillis = time.endMillis - time.startMillis;
  const wanted = Math.min(panel.mostPoints ?? points, points);
  const plain = scopeOf(asking, time, smallestStepMillis, usualScrapeMillis);
  const ofPanel = intervalMillis(panel.interval, plain);
  return panel.targets
    .filter(({ hidden, expression, source }) => {
      return !hidden && expression.trim() !== '' && source === 'prometheus';
    })
    .map((target) => {
      const smallest = intervalMillis(target.interval, plain) ?? ofPanel ?? usualScrapeMillis;
      const step = Math.max(smallestStepMillis, stepMillisFor(rangeMillis, wanted, smallest));
      const scope = scopeOf(asking, time, step, smallest);
      const stepSeconds = Math.max(1, Math.round(step / 1_000));
      return {
        refId: target.refId,
        expression: asking.narrowed(interpolate(target.expression, scope, 'promql')),
        legend: interpolate(target.legend, scope, 'text'),
        format:
          panel.kind === 'heatmap' && target.format === 'time_series' ? 'heatmap' : target.format,
        instant: target.instant,
        exemplars: panel.kind === 'timeseries' && target.exemplars && !target.instant,
        steps: alignedSteps(time.startMillis, time.endMillis, stepSeconds),
      };
    });
}
