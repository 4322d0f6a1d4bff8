import { lazy, type ComponentType } from 'react';
import {
  AlertsIcon,
  DashboardIcon,
  OnCallIcon,
  OverviewIcon,
  QueryIcon,
  RulesIcon,
  RunningIcon,
  StatusIcon,
  TargetsIcon,
} from './components/icons';
import type { Strings } from './i18n';

export interface Section {
  readonly path: string;
  readonly name: keyof Strings['status']['sections'];
}

export const statusSections: readonly Section[] = [
  { path: '/status', name: 'overview' },
  { path: '/tsdb-status', name: 'tsdb' },
  { path: '/cardinality', name: 'cardinality' },
  { path: '/flags', name: 'flags' },
  { path: '/config', name: 'config' },
];

export interface Page {
  readonly name: keyof Strings['pages'];
  /** Its address; the first is the one that links use, the others are Prometheus' own. */
  readonly paths: readonly [string, ...string[]];
  /** `g` then this letter goes there. */
  readonly letter: string;
  readonly Icon: ComponentType<{ size?: number }>;
  readonly View: ComponentType;
  /** Parts of the page with addresses of their own. */
  readonly sections?: readonly Section[];
  /** Whether the page shows a stretch of time, and the time picker with it. */
  readonly timed: boolean;
  /** Addresses that begin so are single things of this page; they too show a stretch of time. */
  readonly below?: string;
}

/** The pages in the order of the rail; a new one is one line here and its name in i18n. */
export const pages: readonly [Page, ...Page[]] = [
  {
    name: 'overview',
    paths: ['/overview', '/'],
    letter: 'o',
    Icon: OverviewIcon,
    View: lazy(() => import('./pages/overview/OverviewPage')),
    timed: false,
  },
  {
    name: 'dashboards',
    paths: ['/dashboards'],
    below: '/d/',
    letter: 'd',
    Icon: DashboardIcon,
    View: lazy(() => import('./pages/dashboards/DashboardsPage')),
    timed: false,
  },
  {
    name: 'query',
    paths: ['/query', '/graph'],
    letter: 'q',
    Icon: QueryIcon,
    View: lazy(() => import('./pages/query/QueryPage')),
    timed: true,
  },
  {
    name: 'alerts',
    paths: ['/alerts'],
    letter: 'a',
    Icon: AlertsIcon,
    View: lazy(() => import('./pages/alerts/AlertsPage')),
    timed: false,
  },
  {
    name: 'oncall',
    paths: ['/on-call'],
    letter: 'c',
    Icon: OnCallIcon,
    View: lazy(() => import('./pages/oncall/OnCallPage')),
    timed: false,
  },
  {
    name: 'rules',
    paths: ['/rules'],
    letter: 'r',
    Icon: RulesIcon,
    View: lazy(() => import('./pages/rules/RulesPage')),
    timed: false,
  },
  {
    name: 'targets',
    paths: ['/targets', '/service-discovery'],
    letter: 't',
    Icon: TargetsIcon,
    View: lazy(() => import('./pages/targets/TargetsPage')),
    timed: false,
  },
  {
    name: 'queries',
    paths: ['/queries'],
    letter: 'u',
    Icon: RunningIcon,
    View: lazy(() => import('./pages/queries/QueriesPage')),
    timed: false,
  },
  {
    name: 'status',
    paths: ['/status', '/tsdb-status', '/cardinality', '/flags', '/config'],
    sections: statusSections,
    letter: 's',
    Icon: StatusIcon,
    View: lazy(() => import('./pages/status/StatusPage')),
    timed: false,
  },
];

export function pageAt(path: string): Page | undefined {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  return pages.find((page) => page.paths.includes(trimmed) || isBelow(page, path));
}

/** Whether an address is of a single thing of the page. */
export function isBelow({ below }: Page, path: string): boolean {
  return below !== undefined && path.startsWith(below);
}
