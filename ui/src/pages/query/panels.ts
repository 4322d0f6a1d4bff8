import { formatDuration, parseDuration } from '../../lib/duration';

export type Tab = 'graph' | 'table' | 'explain';

/** One query on the page, as its address says it. */
export interface Panel {
  readonly expression: string;
  readonly tab: Tab;
  readonly stacked: boolean;
  readonly exemplars: boolean;
  /** Chosen by the time range when undefined. */
  readonly stepSeconds: number | undefined;
}

export const emptyPanel: Panel = {
  expression: '',
  tab: 'graph',
  stacked: false,
  exemplars: false,
  stepSeconds: undefined,
};

// More panels than anyone looks at: a bound on what an address can make the page do.
const mostPanels = 50;
const panelParam = /^g(\d+)\.(.+)$/;

function readStep(get: (name: string) => string | undefined): number | undefined {
  const text =
    get('step_input') ?? (get('res_type') === 'fixed' ? get('res_step') : undefined) ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (parseDuration(text) ?? 0) / 1_000;
  return seconds > 0 ? seconds : undefined;
}

/** Prometheus wrote 0 for the graph and 1 for the table before it wrote words. */
function readTab(text: string | undefined): Tab {
  if (text === 'explain') return 'explain';
  return text === 'table' || text === '1' ? 'table' : 'graph';
}

function readPanel(params: ReadonlyMap<string, string>): Panel {
  const get = (name: string) => params.get(name);
  return {
    expression: get('expr') ?? '',
    tab: readTab(get('tab')),
    stacked: get('display_mode') === 'stacked' || get('stacked') === '1',
    exemplars: get('show_exemplars') === '1',
    stepSeconds: readStep(get),
  };
}

/** The panels that an address asks for, in the parameters of Prometheus (`g0.expr`, `g0.tab`, …); one at least. */
export function readPanels(params: URLSearchParams): Panel[] {
  const byNumber = new Map<number, Map<string, string>>();
  for (const [name, value] of params) {
    const match = panelParam.exec(name);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const number = Number(match[1]);
    const panel = byNumber.get(number) ?? new Map<string, string>();
    byNumber.set(number, panel.set(match[2], value));
  }
  const numbers = [...byNumber.keys()].sort((a, b) => a - b).slice(0, mostPanels);
  const panels = numbers.map((number) =>
    readPanel(byNumber.get(number) ?? new Map<string, string>()),
  );
  return panels.length === 0 ? [emptyPanel] : panels;
}

/** The same parameters with these panels instead; Prometheus reads them back. */
export function writePanels(params: URLSearchParams, panels: readonly Panel[]): URLSearchParams {
  const next = new URLSearchParams([...params].filter(([name]) => !panelParam.test(name)));
  panels.forEach(({ expression, tab, stacked, exemplars, stepSeconds }, number) => {
    next.set(`g${number}.expr`, expression);
    next.set(`g${number}.tab`, tab);
    if (stacked) next.set(`g${number}.display_mode`, 'stacked');
    if (exemplars) next.set(`g${number}.show_exemplars`, '1');
    if (stepSeconds === undefined) return;
    next.set(`g${number}.res_type`, 'fixed');
    next.set(`g${number}.res_step`, formatDuration(stepSeconds * 1_000));
  });
  return next;
}
