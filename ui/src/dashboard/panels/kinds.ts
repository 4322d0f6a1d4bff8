import { lazy, type ComponentType } from 'react';
import type { PanelKind } from '../model/types';
import type { PanelViewProps } from './view';

/** What draws each kind of panel. Rows are part of the page, not panels with a view. */
export const panelViews: Readonly<Partial<Record<PanelKind, ComponentType<PanelViewProps>>>> = {
  timeseries: lazy(() => import('./timeseries/TimeSeries')),
  stat: lazy(() => import('./Stat')),
  gauge: lazy(() => import('./Gauge')),
  bargauge: lazy(() => import('./BarGauge')),
  barchart: lazy(() => import('./BarChart')),
  piechart: lazy(() => import('./PieChart')),
  table: lazy(() => import('./Table')),
  heatmap: lazy(() => import('./Heatmap')),
  histogram: lazy(() => import('./Histogram')),
  'state-timeline': lazy(() => import('./StateTimeline')),
  'status-history': lazy(() => import('./StatusHistory')),
  text: lazy(() => import('./Text')),
  alertlist: lazy(() => import('./AlertList')),
  dashlist: lazy(() => import('./DashboardList')),
  logs: lazy(() => import('./Logs')),
};

/** Kinds that ask the server for themselves, or for nothing. */
export const selfFilled: ReadonlySet<PanelKind> = new Set([
  'text',
  'alertlist',
  'dashlist',
  'logs',
]);
