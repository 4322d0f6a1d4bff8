import type { ExplainStrings } from '../explain';

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
