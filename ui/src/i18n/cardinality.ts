/** Sentences of the cardinality explorer. */
export const cardinalityEn = {
  allMetrics: 'All metrics',
  where: 'You look at',
  metric: 'Metric',
  label: 'Label',
  value: 'Value',
  series: 'Series',
  values: 'Values',
  rate: 'Samples/s',
  bytes: 'On disk',
  lastQueried: 'Last queried',
  notSince: (distance: string) => `not in ${distance}`,
  notSinceMeaning: (instant: string) =>
    `No query and no rule has named it since the server started on ${instant}.`,
  active: 'Active series',
  search: 'Part of a name',
  none: 'No series is active. As soon as samples come, their metrics are listed here.',
  noneOfMetric: (metric: string) =>
    `No series of ${metric} is active. It may be stored: the Query page shows it.`,
  showing: (from: string, to: string, total: string) => `${from} to ${to} of ${total}`,
  earlier: 'Previous',
  later: 'Next',
  budgets: 'Budgets',
  budget: 'For',
  used: 'Used',
  allowed: 'Allowed',
  refused: 'Refused',
  usedUp: 'used up',
  unbounded: 'Labels without a bound',
  unboundedHint:
    'Each visitor, request or thing brings a value of its own, and each value a series. Take the label away before it is stored, or let a budget keep the others safe.',
  why: 'Why',
  remedies: 'Remedies',
  kinds: {
    email: 'addresses of mail: personal data',
    address: 'addresses: they may be about persons',
    uuid: 'identifiers',
    identifier: 'identifiers',
    path: 'paths with identifiers in them',
    name: 'a value for each visitor or request',
    many: 'very many values',
  } as Readonly<Record<string, string>>,
  open: (name: string) => `Look into ${name}`,
};

export type CardinalityStrings = typeof cardinalityEn;
