import type { Labels, RangeSeries } from '../../api/types';
import { parseValue } from '../../chart/columns';
import type { Annotation } from '../model/types';

/** Something that happened at a moment, or went on for a while. */
export interface AnnotationEvent {
  readonly startMillis: number;
  /** The same as its start for a moment. */
  readonly endMillis: number;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** For CSS. */
  readonly colour: string;
}

// More than an eye can tell apart on one chart.
const mostEvents = 500;

function written(format: string, labels: Labels): string {
  return format.replaceAll(
    /\{\{\s*([^{}]+?)\s*\}\}/g,
    (_whole, name: string) => labels[name] ?? '',
  );
}

interface Span {
  start: number;
  end: number;
}

/** Samples one after the other are one stretch; those of zero say that nothing happened. */
function stretches(values: RangeSeries['values'], stepSeconds: number): Span[] {
  const spans: Span[] = [];
  for (const [seconds, text] of values ?? []) {
    const value = parseValue(text);
    if (value === 0 || Number.isNaN(value)) continue;
    const last = spans.at(-1);
    if (last !== undefined && seconds - last.end <= stepSeconds * 1.01) last.end = seconds;
    else spans.push({ start: seconds, end: seconds });
  }
  return spans.map(({ start, end }) => ({ start: start * 1_000, end: end * 1_000 }));
}

/** Each value is a moment of its own, such as the start time of a process. */
function moments(values: RangeSeries['values']): Span[] {
  const distinct = new Set((values ?? []).map(([, text]) => Math.floor(parseValue(text))));
  return [...distinct].filter(Number.isFinite).map((at) => ({ start: at, end: at }));
}

/** What an annotation's answer says, from the earliest. */
export function eventsOf(
  annotation: Annotation,
  result: readonly RangeSeries[],
  stepSeconds: number,
  colour: string,
): AnnotationEvent[] {
  const { name, title, text, tagLabels, timeFromValue } = annotation;
  return result
    .flatMap(({ metric, values }) =>
      (timeFromValue ? moments(values) : stretches(values, stepSeconds)).map(({ start, end }) => ({
        startMillis: start,
        endMillis: end,
        title: written(title, metric) || name,
        text: written(text, metric),
        tags: tagLabels.flatMap((label) => metric[label] ?? []),
        colour,
      })),
    )
    .toSorted((a, b) => a.startMillis - b.startMillis)
    .slice(0, mostEvents);
}

/** Whether a panel of that number shows the annotation. */
export function shows({ panels }: Annotation, panelId: number): boolean {
  return panels === undefined || panels.ids.includes(panelId) !== panels.except;
}
