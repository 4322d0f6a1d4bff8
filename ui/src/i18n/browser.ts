/** Sentences of the metric browser. */
export const browserEn = {
  title: 'Metrics on this server',
  metrics: 'Metrics',
  path: 'Where in the metrics',
  find: { metrics: 'Search metrics by name', labels: 'Search labels', values: 'Search values' },
  results: { metrics: 'Metrics found', labels: 'Labels found', values: 'Values found' },
  count: {
    metrics: (count: number, more: boolean) =>
      more ? `The first ${count} metrics` : count === 1 ? '1 metric' : `${count} metrics`,
    labels: (count: number, more: boolean) =>
      more ? `The first ${count} labels` : count === 1 ? '1 label' : `${count} labels`,
    values: (count: number, more: boolean) =>
      more ? `The first ${count} values` : count === 1 ? '1 value' : `${count} values`,
  },
  narrow: 'type to narrow them down',
  nothing: 'Nothing here answers to that in the time range of the page.',
  series: (count: string) => (count === '1' ? '1 series' : `${count} series`),
  noHelp: 'No description',
  unit: (unit: string) => `in ${unit}`,
  openMetric: (name: string) => `Labels of ${name}`,
  openLabel: (name: string) => `Values of ${name}`,
  query: (selector: string) => `Query ${selector}`,
  values: (count: number) => (count === 1 ? '1 value' : `${count} values`),
  conditions: 'Conditions',
  withoutCondition: (condition: string) => `Without ${condition}`,
  narrowTo: (condition: string) => `Only series with ${condition}`,
  proposals: 'Questions for this metric',
  proposal: {
    perSecond: 'Per second',
    eachPerSecond: 'Per second, each series',
    increase: 'How many in an hour',
    quantile95: '95th percentile',
    median: 'Median',
    mean: 'Mean',
    values: 'Values',
    sum: 'Sum',
    average: 'Average',
    highest: 'Highest',
    age: 'How long ago',
    share: 'How many',
  },
  by: 'Apart by',
  together: 'all together',
};

export type BrowserStrings = typeof browserEn;
