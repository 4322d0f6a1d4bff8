import type { OverviewStrings } from '../overview';

export const overviewFr: OverviewStrings = {
  quiet: 'Rien ne réclame votre attention',
  quietMore: (rules, targets) =>
    `${rules === 1 ? '1 règle d’alerte veille' : `${rules} règles d’alerte veillent`}, ${
      targets === 1 ? '1 cible répond' : `${targets} cibles répondent`
    }.`,
  noRules: 'Aucune règle d’alerte ne veille : rien ne peut être dit ici.',
  severity: {
    critical: (count) => (count === 1 ? '1 critique' : `${count} critiques`),
    warning: (count) => (count === 1 ? '1 avertissement' : `${count} avertissements`),
    info: (count) => `${count} pour information`,
  },
  pending: (count) => `${count} en attente`,
  attention: 'À traiter',
  moreAlerts: (count) => (count === 1 ? '1 autre alerte' : `${count} autres alertes`),
  targets: (up, all) => `Cibles : ${up} sur ${all} répondent`,
  services: (healthy, all) => `Services : ${healthy} sur ${all} en bonne santé`,
  unwell: 'Services qui ne vont pas bien',
  down: 'Cibles qui ne répondent pas',
  downOf: (down, all) => `${down} sur ${all} en panne`,
  moreTargets: (count) => (count === 1 ? '1 autre cible' : `${count} autres cibles`),
  failing: 'Règles impossibles à évaluer',
  server: 'Ce serveur',
  reloadFailed:
    'Le dernier rechargement de la configuration a échoué : la précédente reste en vigueur.',
  damaged: (count) =>
    count === 1
      ? 'Un fichier endommagé a été mis de côté.'
      : `${count} fichiers endommagés ont été mis de côté.`,
  toConfig: 'Voir la configuration',
  toStatus: 'Voir son état',
  ask: 'Poser une question',
};
