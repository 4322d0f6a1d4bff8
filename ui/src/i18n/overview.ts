/** Sentences of the overview, in both languages. */
export const overviewEn = {
  quiet: 'Nothing needs attention',
  quietMore: (rules: number, targets: number) =>
    `${rules === 1 ? '1 alerting rule is' : `${rules} alerting rules are`} watching, ${
      targets === 1 ? '1 target answers' : `${targets} targets answer`
    }.`,
  noRules: 'No alerting rule is watching, so nothing can be said here.',
  severity: {
    critical: (count: number) => `${count} critical`,
    warning: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
    info: (count: number) => `${count} for information`,
  },
  pending: (count: number) => `${count} pending`,
  attention: 'Needs attention',
  moreAlerts: (count: number) => (count === 1 ? '1 more alert' : `${count} more alerts`),
  targets: (up: number, all: number) => `Targets: ${up} of ${all} up`,
  services: (healthy: number, all: number) => `Services: ${healthy} of ${all} healthy`,
  unwell: 'Services that are not well',
  down: 'Targets that do not answer',
  downOf: (down: number, all: number) => `${down} of ${all} down`,
  moreTargets: (count: number) => (count === 1 ? '1 more target' : `${count} more targets`),
  failing: 'Rules that cannot be evaluated',
  server: 'This server',
  reloadFailed: 'The last reload of the configuration failed: the one before it is in force.',
  damaged: (count: number) =>
    count === 1 ? 'A damaged file was set aside.' : `${count} damaged files were set aside.`,
  toConfig: 'See the configuration',
  toStatus: 'See its state',
  ask: 'Ask a question',
};

export type OverviewStrings = typeof overviewEn;

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
