import type { Labels } from '../../../api/types';

/** Where the reader is in the metric browser, as the address says it. */
export interface BrowserPlace {
  /** Number of the panel that a chosen selector goes to. */
  readonly panel: number;
  /** What is searched for at this level. */
  readonly find: string;
  /** The metric whose labels are shown; empty for the list of metrics. */
  readonly metric: string;
  /** Its label whose values are shown; empty for the list of labels. */
  readonly label: string;
  /** Conditions on the metric's labels that were chosen so far. */
  readonly matchers: Labels;
}

const names = {
  panel: 'browse',
  find: 'browse.find',
  metric: 'browse.metric',
  label: 'browse.label',
  matcher: 'browse.match',
} as const;

/** A condition as the address has it: the label up to the first equals sign, then its value. */
function readMatchers(params: URLSearchParams): Labels {
  return Object.fromEntries(
    params
      .getAll(names.matcher)
      .filter((text) => text.indexOf('=') > 0)
      .map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  );
}

/** Undefined when the browser is closed. */
export function readBrowserPlace(params: URLSearchParams): BrowserPlace | undefined {
  const panel = params.get(names.panel);
  if (panel === null || !/^\d{1,3}$/.test(panel)) return undefined;
  const metric = params.get(names.metric) ?? '';
  return {
    panel: Number(panel),
    find: params.get(names.find) ?? '',
    metric,
    label: metric === '' ? '' : (params.get(names.label) ?? ''),
    matchers: metric === '' ? {} : readMatchers(params),
  };
}

/** The changes of the address that lead to a place, or close the browser. */
export function browserParams(
  place: BrowserPlace | undefined,
): Record<string, string | readonly string[] | null> {
  const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text);
  return {
    [names.panel]: place === undefined ? null : String(place.panel),
    [names.find]: orNull(place?.find),
    [names.metric]: orNull(place?.metric),
    [names.label]: orNull(place?.label),
    [names.matcher]: Object.entries(place?.matchers ?? {}).map(
      ([label, value]) => `${label}=${value}`,
    ),
  };
}
