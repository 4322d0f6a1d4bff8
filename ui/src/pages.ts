import type { ComponentType } from 'react';
import {
  AlertsIcon,
  DashboardIcon,
  GearIcon,
  HealthIcon,
  OnCallIcon,
  OverviewIcon,
  QueryIcon,
  RulesIcon,
  RunningIcon,
  StatusIcon,
  TargetsIcon,
} from './components/icons';
import type { Strings } from './i18n';
import { lazily } from './lib/lazily';
import DashboardsPage from './pages/dashboards/DashboardsPage';

/** A part of a page with an address of its own. */
export interface Section<Name extends string = string> {
  readonly path: string;
  readonly name: Name;
  readonly title: (t: Strings) => string;
}

type StatusSection = keyof Strings['status']['sections'];

const statusSection = (path: string, name: StatusSection): Section<StatusSection> => ({
  path,
  name,
  title: (t) => t.status.sections[name],
});

export const statusSections: readonly Section<StatusSection>[] = [
  statusSection('/status', 'overview'),
  statusSection('/tsdb-status', 'tsdb'),
  statusSection('/cardinality', 'cardinality'),
  statusSection('/flags', 'flags'),
  statusSection('/config', 'config'),
];

type SettingsSection = keyof Strings['settings']['sections'];

const settingsSection = (path: string, name: SettingsSection): Section<SettingsSection> => ({
  path,
  name,
  title: (t) => t.settings.sections[name],
});

export const settingsSections: readonly Section<SettingsSection>[] = [
  settingsSection('/settings', 'account'),
  settingsSection('/settings/users', 'users'),
  settingsSection('/settings/tokens', 'tokens'),
  settingsSection('/settings/receivers', 'receivers'),
  settingsSection('/settings/configuration', 'configuration'),
  settingsSection('/settings/audit', 'audit'),
];

export interface Page {
  readonly name: keyof Strings['pages'];
  /** Its address; the first is the one that links use, the others are Prometheus' own. */
  readonly paths: readonly [string, ...string[]];
  /** `g` then this letter goes there. */
  readonly letter: string;
  readonly Icon: ComponentType<{ size?: number }>;
  /** Its `load` brings the script of what an address of the page shows. */
  readonly View: ComponentType & { readonly load: (path: string) => Promise<void> };
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
    View: lazily(() => import('./pages/overview/OverviewPage')),
    timed: false,
  },
  {
    name: 'dashboards',
    paths: ['/dashboards'],
    below: '/d/',
    letter: 'd',
    Icon: DashboardIcon,
    View: DashboardsPage,
    timed: false,
  },
  {
    name: 'query',
    paths: ['/query', '/graph'],
    letter: 'q',
    Icon: QueryIcon,
    View: lazily(() => import('./pages/query/QueryPage')),
    timed: true,
  },
  {
    name: 'alerts',
    paths: ['/alerts'],
    letter: 'a',
    Icon: AlertsIcon,
    View: lazily(() => import('./pages/alerts/AlertsPage')),
    timed: false,
  },
  {
    // Not at /health, which is for the probes of those who watch this server.
    name: 'health',
    paths: ['/services'],
    letter: 'h',
    Icon: HealthIcon,
    View: lazily(() => import('./pages/health/HealthPage')),
    timed: false,
  },
  {
    name: 'oncall',
    paths: ['/on-call'],
    letter: 'c',
    Icon: OnCallIcon,
    View: lazily(() => import('./pages/oncall/OnCallPage')),
    timed: false,
  },
  {
    name: 'rules',
    paths: ['/rules'],
    letter: 'r',
    Icon: RulesIcon,
    View: lazily(() => import('./pages/rules/RulesPage')),
    timed: false,
  },
  {
    name: 'targets',
    paths: ['/targets', '/service-discovery'],
    letter: 't',
    Icon: TargetsIcon,
    View: lazily(() => import('./pages/targets/TargetsPage')),
    timed: false,
  },
  {
    name: 'queries',
    paths: ['/queries'],
    letter: 'u',
    Icon: RunningIcon,
    View: lazily(() => import('./pages/queries/QueriesPage')),
    timed: false,
  },
  {
    name: 'status',
    paths: ['/status', '/tsdb-status', '/cardinality', '/flags', '/config'],
    sections: statusSections,
    letter: 's',
    Icon: StatusIcon,
    View: lazily(() => import('./pages/status/StatusPage')),
    timed: false,
  },
  {
    name: 'settings',
    paths: [
      '/settings',
      '/settings/users',
      '/settings/tokens',
      '/settings/receivers',
      '/settings/configuration',
      '/settings/audit',
    ],
    sections: settingsSections,
    letter: ',',
    Icon: GearIcon,
    View: lazily(() => import('./pages/settings/SettingsPage')),
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
