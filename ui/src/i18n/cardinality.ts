/** Sentences of the cardinality explorer, in both languages. */
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
  open: (name: string) => `Look into ${name}`,
};

export type CardinalityStrings = typeof cardinalityEn;

export const cardinalityFr: CardinalityStrings = {
  allMetrics: 'Toutes les métriques',
  where: 'Vous regardez',
  metric: 'Métrique',
  label: 'Étiquette',
  value: 'Valeur',
  series: 'Séries',
  values: 'Valeurs',
  rate: 'Échantillons/s',
  bytes: 'Sur disque',
  lastQueried: 'Dernière requête',
  notSince: (distance) => `pas depuis ${distance}`,
  notSinceMeaning: (instant) =>
    `Aucune requête ni règle ne l’a nommée depuis le démarrage du serveur le ${instant}.`,
  active: 'Séries actives',
  search: 'Partie d’un nom',
  none: 'Aucune série n’est active. Dès que des échantillons arrivent, leurs métriques sont listées ici.',
  noneOfMetric: (metric) =>
    `Aucune série de ${metric} n’est active. Elle est peut-être stockée : la page Requête la montre.`,
  showing: (from, to, total) => `${from} à ${to} sur ${total}`,
  earlier: 'Précédent',
  later: 'Suivant',
  budgets: 'Budgets',
  budget: 'Pour',
  used: 'Utilisé',
  allowed: 'Permis',
  refused: 'Refusées',
  usedUp: 'épuisé',
  open: (name) => `Examiner ${name}`,
};
