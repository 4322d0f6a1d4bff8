import type { CardinalityStrings } from '../cardinality';

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
