import { reasonsFr } from '../ruleLintReasons';
import type { checksEn, ruleLintEn } from '../ruleLint';

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

export const ruleLintFr: typeof ruleLintEn = {
  findings: 'Ce qui semble douteux',
  instead: 'à la place :',
  checks: checksFr,
  reasons: reasonsFr,
};
