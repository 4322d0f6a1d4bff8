/** Sentences of the overview. */
export const overviewEn = {
  quiet: 'Nothing needs attention',
  quietMore: (rules: number, targets: number) =>
    `${rules === 1 ? '1 alerting rule is' : `${rules} alerting rules are`} watching, ${
      targets === 1 ? '1 target answers' : `${targets} targets answer`
    }.`,
  noRules: 'No alerting rule is watching, so nothing can be said here.',
  severity: {
    critical: (count: number) => `${count} critical`,
    warning: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
    info: (count: number) => `${count} for information`,
  },
  pending: (count: number) => `${count} pending`,
  attention: 'Needs attention',
  moreAlerts: (count: number) => (count === 1 ? '1 more alert' : `${count} more alerts`),
  targets: (up: number, all: number) => `Targets: ${up} of ${all} up`,
  services: (healthy: number, all: number) => `Services: ${healthy} of ${all} healthy`,
  unwell: 'Services that are not well',
  down: 'Targets that do not answer',
  downOf: (down: number, all: number) => `${down} of ${all} down`,
  moreTargets: (count: number) => (count === 1 ? '1 more target' : `${count} more targets`),
  failing: 'Rules that cannot be evaluated',
  server: 'This server',
  reloadFailed: 'The last reload of the configuration failed: the one before it is in force.',
  damaged: (count: number) =>
    count === 1 ? 'A damaged file was set aside.' : `${count} damaged files were set aside.`,
  toConfig: 'See the configuration',
  toStatus: 'See its state',
  ask: 'Ask a question',
};

export type OverviewStrings = typeof overviewEn;
