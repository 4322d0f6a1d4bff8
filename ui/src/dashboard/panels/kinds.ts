import type { ComponentType } from 'react';
import { lazily, type Lazily } from '../../lib/lazily';
import type { PanelKind } from '../model/types';
import BarGauge from './BarGauge';
import Gauge from './Gauge';
import Stat from './Stat';
import Table from './Table';
import TimeSeries from './timeseries/TimeSeries';
import type { PanelViewProps } from './view';

/**
 * What draws each kind of panel. Rows are part of the page, not panels with a view. Kinds that most
 * dashboards have come with the page, the others when there is one.
 */
export const panelViews: Readonly<
  Partial<Record<PanelKind, ComponentType<PanelViewProps> | Lazily<PanelViewProps>>>
> = {
  timeseries: TimeSeries,
  stat: Stat,
  gauge: Gauge,
  bargauge: BarGauge,
  barchart: lazily(() => import('./BarChart')),
  piechart: lazily(() => import('./PieChart')),
  table: Table,
  heatmap: lazily(() => import('./Heatmap')),
  histogram: lazily(() => import('./Histogram')),
  'state-timeline': lazily(() => import('./StateTimeline')),
  'status-history': lazily(() => import('./StatusHistory')),
  text: lazily(() => import('./Text')),
  alertlist: lazily(() => import('./AlertList')),
  dashlist: lazily(() => import('./DashboardList')),
  logs: lazily(() => import('./Logs')),
};

/** Brings what is needed to draw these kinds, while their data are on their way. */
export function loadViews(kinds: Iterable<PanelKind>): void {
  for (const kind of new Set(kinds)) {
    const view = panelViews[kind];
    // What does not come is said where it is missing.
    if (view !== undefined && 'load' in view) void view.load().catch(() => undefined);
  }
}

/** Kinds that ask the server for themselves, or for nothing. */
export const selfFilled: ReadonlySet<PanelKind> = new Set([
  'text',
  'alertlist',
  'dashlist',
  'logs',
]);
