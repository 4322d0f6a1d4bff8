/** Sentences of the account of a query, in both languages. */
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

export const explainFr: ExplainStrings = {
  tab: 'Expliquer',
  over: 'Ce qui est expliqué',
  overRange: 'Sur la période',
  overInstant: 'À sa fin',
  tree: 'Étapes de la requête',
  node: 'Étape',
  series: 'Séries',
  samples: 'Échantillons',
  time: 'Temps',
  inOut: (incoming, outgoing) => `${incoming} séries en entrée, ${outgoing} en sortie`,
  timeTitle: (own, total) => `${own} ici, ${total} avec les étapes en dessous`,
  details: (node) => `Détails de ${node}`,
  labels: 'Étiquettes',
  labelValues: (name, values) => `${name} ${values}`,
  values: 'Valeurs',
  between: (min, max) => (min === max ? min : `de ${min} à ${max}`),
  steps: 'Évaluée',
  atSteps: (count) => (count === 1 ? 'une fois' : `à ${count} pas`),
  more: 'et d’autres',
  failed: 'La requête échoue',
  groups: 'Groupes de la correspondance',
  groupsShown: (shown, all) => `${shown} groupes sur ${all} sont montrés.`,
  matched: (count) => `${count} des deux côtés`,
  leftOnly: (count) => `${count} à gauche seulement`,
  rightOnly: (count) => `${count} à droite seulement`,
  group: 'Groupe',
  everything: 'toutes les séries',
  left: 'Gauche',
  right: 'Droite',
  result: 'Résultat',
  noResult: 'aucun',
  side: { left: 'gauche', right: 'droit' },
  reasons: {
    noSuchMetric: (metric, nearest) =>
      `Aucune série ne s’appelle ${metric}${nearest === '' ? ', et aucun nom n’en est proche.' : `. Au plus près : ${nearest}`}`,
    metricAtOtherTimes: (metric) =>
      `Des séries s’appellent ${metric}, mais pas au moment considéré.`,
    matcherEmpties: (matcher, label, nearest) =>
      `${matcher} ne retient aucune série. Valeurs de ${label} : ${nearest}`,
    labelMissing: (label, matcher) =>
      `Aucune série n’a d’étiquette ${label}, comme le demande ${matcher}.`,
    matchersTogether: (matchers) =>
      `Chaque condition seule trouve des séries, toutes ensemble aucune : ${matchers}`,
    noSamplesInTime: (series, reach, newest) =>
      `${series} séries conviennent, mais aucune n’a d’échantillon sur ${reach}.${newest === '' ? '' : ` Le plus récent est du ${newest}.`}`,
    ended: 'La cible ou la série a disparu.',
    needsTwoSamples: (name, range, interval, better) =>
      `${name} demande deux échantillons dans chaque fenêtre de ${range}.${interval === '' ? '' : ` Ils sont espacés de ${interval} : prenez au moins ${better}.`}`,
    comparisonNeverTrue: (operator, bounds) =>
      `${operator} n’est vrai pour aucune valeur${bounds === '' ? '.' : ` : elles vont de ${bounds}.`}`,
    bounds: (min, max) => `${min} à ${max}`,
    sideEmpty: (side) => `Le côté ${side} n’a aucune série.`,
    noSuchValue: (side, labels, nearest) =>
      `Le côté ${side} n’a pas de série avec ${labels}. Au plus près : ${nearest}`,
    labelsDiffer: (side, labels, nearest) =>
      `Aucune série du côté ${side} n’a toutes ces étiquettes : ${nearest} là-bas, ${labels} ici.`,
    leftOnlyLabels: (labels) => `Seul le côté gauche a ${labels}.`,
    rightOnlyLabels: (labels) => `Seul le côté droit a ${labels}.`,
    matchWith: (clause) => `Faites correspondre avec ${clause}.`,
    neverAtTheSameTime: 'Les deux côtés ont des séries, mais jamais au même pas.',
    comparisonFalse: (operator) => `${operator} est faux à chaque pas.`,
    otherSideHasIt: (operator) =>
      operator === 'unless'
        ? 'Écarté, car le côté droit a ce groupe.'
        : 'Les séries de droite sont écartées, car le côté gauche a ce groupe.',
    incompatibleSamples: (operator) => `${operator} n’accepte pas ces sortes d’échantillons.`,
    severalOnOneSide: (count, side, labels, grouping) =>
      `${count} séries du côté ${side}, où une seule est permise. Elles diffèrent par ${labels} : ${grouping === '' ? '' : `écrivez ${grouping}, `}faites-le correspondre aussi, ou agrégez-le.`,
  },
};
