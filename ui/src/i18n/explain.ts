/** Sentences of the account of a query. */
export const explainEn = {
  tab: 'Explain',
  over: 'What is explained',
  overRange: 'Over the range',
  overInstant: 'At its end',
  tree: 'Steps of the query',
  node: 'Step',
  series: 'Series',
  samples: 'Samples',
  time: 'Time',
  inOut: (incoming: string, outgoing: string) => `${incoming} series in, ${outgoing} out`,
  timeTitle: (own: string, total: string) => `${own} here, ${total} with the steps below`,
  details: (node: string) => `Details of ${node}`,
  labels: 'Labels',
  labelValues: (name: string, values: string) => `${name} ${values}`,
  values: 'Values',
  between: (min: string, max: string) => (min === max ? min : `${min} to ${max}`),
  steps: 'Evaluated',
  atSteps: (count: number) => (count === 1 ? 'once' : `at ${count} steps`),
  more: 'and more',
  failed: 'The query fails',
  groups: 'Groups of the match',
  groupsShown: (shown: number, all: number) => `${shown} of ${all} groups are shown.`,
  matched: (count: number) => `${count} on both sides`,
  leftOnly: (count: number) => `${count} on the left only`,
  rightOnly: (count: number) => `${count} on the right only`,
  group: 'Group',
  everything: 'all series',
  left: 'Left',
  right: 'Right',
  result: 'Result',
  noResult: 'none',
  side: { left: 'left', right: 'right' },
  reasons: {
    noSuchMetric: (metric: string, nearest: string) =>
      `No series is called ${metric}${nearest === '' ? ', and no name is near it.' : `. Nearest: ${nearest}`}`,
    metricAtOtherTimes: (metric: string) =>
      `There are series called ${metric}, but not at the time looked at.`,
    matcherEmpties: (matcher: string, label: string, nearest: string) =>
      `${matcher} matches no series. Values of ${label}: ${nearest}`,
    labelMissing: (label: string, matcher: string) =>
      `No series has a label ${label}, as ${matcher} wants.`,
    matchersTogether: (matchers: string) =>
      `There are series for each of the matchers, but none for all together: ${matchers}`,
    noSamplesInTime: (series: number, reach: string, newest: string) =>
      `${series} series match, but none has a sample within ${reach}.${newest === '' ? '' : ` The newest is of ${newest}.`}`,
    ended: 'The target or the series is gone.',
    needsTwoSamples: (name: string, range: string, interval: string, better: string) =>
      `${name} needs two samples in each window of ${range}.${interval === '' ? '' : ` Samples are ${interval} apart: take at least ${better}.`}`,
    comparisonNeverTrue: (operator: string, bounds: string) =>
      `${operator} is true of no value${bounds === '' ? '.' : `: they lie between ${bounds}.`}`,
    bounds: (min: string, max: string) => `${min} and ${max}`,
    sideEmpty: (side: string) => `The ${side} side has no series at all.`,
    noSuchValue: (side: string, labels: string, nearest: string) =>
      `The ${side} side has no series with ${labels}. Nearest: ${nearest}`,
    labelsDiffer: (side: string, labels: string, nearest: string) =>
      `No series of the ${side} side has all of these labels: ${nearest} there, ${labels} here.`,
    leftOnlyLabels: (labels: string) => `Only the left side has ${labels}.`,
    rightOnlyLabels: (labels: string) => `Only the right side has ${labels}.`,
    matchWith: (clause: string) => `Match with ${clause}.`,
    neverAtTheSameTime: 'Both sides have series, but never at the same step.',
    comparisonFalse: (operator: string) => `${operator} is false at every step.`,
    otherSideHasIt: (operator: string): string =>
      operator === 'unless'
        ? 'Left out, as the right side has this group.'
        : 'The right side’s series are left out, as the left side has this group.',
    incompatibleSamples: (operator: string) => `${operator} does not take these kinds of samples.`,
    severalOnOneSide: (count: number, side: string, labels: string, grouping: string) =>
      `${count} series on the ${side} side, where one is allowed. They differ in ${labels}: ${grouping === '' ? '' : `write ${grouping}, `}match on that too, or aggregate it away.`,
  },
};

export type ExplainStrings = typeof explainEn;
