import type { BrowserStrings } from '../browser';

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
