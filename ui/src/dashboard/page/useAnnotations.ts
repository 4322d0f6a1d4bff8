import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../../api/client';
import type { QueryResult, RangeSeries, RuleGroups } from '../../api/types';
import { useApi } from '../../api/useApi';
import { alignedSteps, type Steps } from '../../chart/columns';
import { useStrings } from '../../i18n';
import { parseDuration } from '../../lib/duration';
import { eventsOf, shows, type AnnotationEvent } from '../data/annotationEvents';
import { cssColour } from '../data/colours';
import type { Annotation, Dashboard } from '../model/types';
import { ofDashboard, ofPanel } from './annotationNames';
import { scopeOf, type AskingScope } from '../questions';
import { interpolate } from '../variables/interpolate';

const usualStepMillis = 60_000;
// As many steps as a wide chart has dots.
const mostSteps = 1_000;

export interface Annotations {
  /** What a panel of that number draws. */
  readonly of: (panelId: number) => readonly AnnotationEvent[];
}

interface Asked {
  readonly annotation: Annotation;
  readonly expression: string;
  readonly steps: Steps;
}

function askedOf(annotation: Annotation, asking: AskingScope): Asked {
  const { startMillis, endMillis } = asking;
  const scope = scopeOf(asking, { startMillis, endMillis }, usualStepMillis, usualStepMillis);
  const wanted = parseDuration(interpolate(annotation.step, scope, 'text').replace(/^>=?/, ''));
  const smallest = Math.max(1_000, (endMillis - startMillis) / mostSteps);
  const stepMillis = Math.max(smallest, wanted ?? Math.min(usualStepMillis, smallest * 4));
  return {
    annotation,
    expression: interpolate(annotation.expression, scope, 'promql'),
    steps: alignedSteps(startMillis, endMillis, Math.ceil(stepMillis / 1_000)),
  };
}

async function matrixOf({ expression, steps }: Asked, signal: AbortSignal): Promise<RangeSeries[]> {
  const { data } = await ask<QueryResult>(
    'query_range',
    {
      query: expression,
      start: steps.startSeconds,
      end: steps.endSeconds,
      step: steps.stepSeconds,
    },
    signal,
  );
  return data.resultType === 'matrix' ? [...data.result] : [];
}

/** One that fails leaves the charts as they are: it is said where they are switched. */
async function eventsFor(asked: Asked, signal: AbortSignal): Promise<AnnotationEvent[]> {
  const { annotation, steps } = asked;
  try {
    const result = await matrixOf(asked, signal);
    return eventsOf(annotation, result, steps.stepSeconds, cssColour(annotation.colour));
  } catch (error) {
    if (signal.aborted) throw error;
    return [];
  }
}

/** The alerts that were made from panels of this dashboard, by panel. */
function useAlertAnnotations(uid: string, wanted: boolean, tick: number): Annotation[] {
  const t = useStrings().dashboards;
  const { answer } = useApi<RuleGroups>({
    path: 'rules',
    params: { type: 'alert' },
    tick,
    enabled: wanted && uid !== '',
  });
  return useMemo(
    () =>
      (answer?.data.groups ?? [])
        .flatMap(({ rules }) => rules)
        .flatMap(({ name, annotations = {} }): Annotation[] => {
          const panelId = Number(annotations[ofPanel]);
          if (annotations[ofDashboard] !== uid || !Number.isSafeInteger(panelId)) return [];
          return [
            {
              name: t.alertFired(name),
              colour: 'red',
              expression: `ALERTS{alertname=${JSON.stringify(name)}, alertstate="firing"}`,
              title: '',
              text: '{{instance}}',
              tagLabels: ['severity'],
              step: '',
              timeFromValue: false,
              enabled: true,
              hidden: true,
              panels: { ids: [panelId], except: false },
            },
          ];
        }),
    [answer, uid, t],
  );
}

const none: readonly AnnotationEvent[] = [];

/**
 * What happened during the stretch of time that a dashboard shows.
 *
 * @param off names of those that the reader switched off
 */
export function useAnnotations(
  { annotations, showsAlerts, panels }: Dashboard,
  asking: AskingScope,
  off: ReadonlySet<string>,
  tick: number,
): Annotations {
  const charts = panels.some(
    ({ kind, panels: inside }) => kind === 'timeseries' || inside.length > 0,
  );
  const alerts = useAlertAnnotations(asking.dashboard.uid, charts && showsAlerts, tick);
  const asked = useMemo(
    () =>
      [...annotations.filter((each) => each.enabled !== off.has(each.name)), ...alerts].map(
        (each) => askedOf(each, asking),
      ),
    [annotations, alerts, off, asking],
  );
  const { data } = useQuery({
    queryKey: ['annotations', asked, tick],
    queryFn: ({ signal }) => Promise.all(asked.map((each) => eventsFor(each, signal))),
    enabled: charts && asked.length > 0,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (data === undefined || asked.length === 0) return { of: () => none };
    const byPanel = new Map<number, AnnotationEvent[]>();
    return {
      of: (panelId: number) => {
        const known = byPanel.get(panelId);
        if (known !== undefined) return known;
        const events = asked.flatMap(({ annotation }, index) =>
          shows(annotation, panelId) ? (data[index] ?? []) : [],
        );
        byPanel.set(panelId, events);
        return events;
      },
    };
  }, [asked, data]);
}
