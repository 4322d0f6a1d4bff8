/** Sentences of the metric browser, in both languages. */
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

export const browserFr: BrowserStrings = {
  title: 'Métriques de ce serveur',
  metrics: 'Métriques',
  path: 'Emplacement dans les métriques',
  find: {
    metrics: 'Chercher une métrique par son nom',
    labels: 'Chercher une étiquette',
    values: 'Chercher une valeur',
  },
  results: {
    metrics: 'Métriques trouvées',
    labels: 'Étiquettes trouvées',
    values: 'Valeurs trouvées',
  },
  count: {
    metrics: (count, more) =>
      more ? `Les ${count} premières métriques` : count === 1 ? '1 métrique' : `${count} métriques`,
    labels: (count, more) =>
      more
        ? `Les ${count} premières étiquettes`
        : count === 1
          ? '1 étiquette'
          : `${count} étiquettes`,
    values: (count, more) =>
      more ? `Les ${count} premières valeurs` : count === 1 ? '1 valeur' : `${count} valeurs`,
  },
  narrow: 'précisez pour en voir moins',
  nothing: 'Rien n’y répond ici dans la période de la page.',
  series: (count) => (count === '1' ? '1 série' : `${count} séries`),
  noHelp: 'Sans description',
  unit: (unit) => `en ${unit}`,
  openMetric: (name) => `Étiquettes de ${name}`,
  openLabel: (name) => `Valeurs de ${name}`,
  query: (selector) => `Interroger ${selector}`,
  values: (count) => (count === 1 ? '1 valeur' : `${count} valeurs`),
  conditions: 'Conditions',
  withoutCondition: (condition) => `Sans ${condition}`,
  narrowTo: (condition) => `Seulement les séries avec ${condition}`,
  proposals: 'Questions pour cette métrique',
  proposal: {
    perSecond: 'Par seconde',
    eachPerSecond: 'Par seconde, chaque série',
    increase: 'Combien en une heure',
    quantile95: '95e centile',
    median: 'Médiane',
    mean: 'Moyenne',
    values: 'Valeurs',
    sum: 'Somme',
    average: 'Moyenne',
    highest: 'Maximum',
    age: 'Il y a combien de temps',
    share: 'Combien',
  },
  by: 'Séparées par',
  together: 'toutes ensemble',
};
