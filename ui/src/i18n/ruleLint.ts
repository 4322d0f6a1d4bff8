import { reasonsFr } from './ruleLintReasons';

/** What is odd about rules, in both languages. */
const checksEn = {
  'self-division': 'Divided by itself',
  'quantile-of-bare-name': 'Quantile of a histogram’s bare name',
  'quantile-per-series': 'Quantile of each series alone',
  'quantile-out-of-buckets': 'Threshold outside of the buckets',
  'ratio-as-percent': 'Ratio shown as a percentage',
  'raw-counter': 'Counter without a rate',
  'zero-counter': 'Counter compared with 0',
  'rate-of-gauge': 'Rate of a gauge',
  'difference-of-counter': 'Difference of a counter',
  'unit-mismatch': 'Different units',
  'zero-of-absent': '0 of what may be absent',
  'vanished-target': 'Silent when the target is gone',
  'unaggregated-rate': 'Each series compared alone',
  'short-for': 'Shorter than the interval',
  'short-range': 'Window too short',
  'free-space': 'Free space of every kind',
  'load-per-core': 'Load without the number of cores',
  'never-up': 'Target that was never up',
  'no-series': 'Nothing matches',
  'unknown-severity': 'Severity that no route knows',
  'no-destination': 'Nobody is told',
  'counter-as-current': 'Counter of all as what is there now',
  'counter-or-gauge': 'Counter here, gauge there',
  'label-by-two-names': 'One label by two names',
  'unbounded-label': 'Label without a bound',
  'changing-label': 'Value in a label',
};

const checksFr: Readonly<Record<keyof typeof checksEn, string>> = {
  'self-division': 'Divisé par soi-même',
  'quantile-of-bare-name': 'Quantile d’un nom d’histogramme nu',
  'quantile-per-series': 'Quantile de chaque série à part',
  'quantile-out-of-buckets': 'Seuil hors des classes de l’histogramme',
  'ratio-as-percent': 'Rapport affiché en pourcentage',
  'raw-counter': 'Compteur sans taux',
  'zero-counter': 'Compteur comparé à 0',
  'rate-of-gauge': 'Taux d’une jauge',
  'difference-of-counter': 'Différence d’un compteur',
  'unit-mismatch': 'Unités différentes',
  'zero-of-absent': '0 de ce qui peut être absent',
  'vanished-target': 'Muette quand la cible disparaît',
  'unaggregated-rate': 'Chaque série comparée à part',
  'short-for': 'Plus court que l’intervalle',
  'short-range': 'Fenêtre trop courte',
  'free-space': 'Espace libre de toute sorte',
  'load-per-core': 'Charge sans le nombre de cœurs',
  'never-up': 'Cible jamais joignable',
  'no-series': 'Rien ne correspond',
  'unknown-severity': 'Gravité qu’aucune route ne connaît',
  'no-destination': 'Personne n’est prévenu',
  'counter-as-current': 'Compteur de tout pour ce qui est là',
  'counter-or-gauge': 'Compteur ici, jauge là',
  'label-by-two-names': 'Une étiquette sous deux noms',
  'unbounded-label': 'Étiquette sans borne',
  'changing-label': 'Valeur dans une étiquette',
};

export const ruleLintEn = {
  findings: 'What is odd about it',
  instead: 'instead:',
  checks: checksEn as Readonly<Record<string, string>>,
  /** The server writes them in English. */
  reasons: {} as Readonly<Record<string, string>>,
};

export const ruleLintFr: typeof ruleLintEn = {
  findings: 'Ce qui semble douteux',
  instead: 'à la place :',
  checks: checksFr,
  reasons: reasonsFr,
};
