import type { newRuleEn, ruleEditingEn } from '../ruleEditing';

export const newRuleFr: typeof newRuleEn = {
  add: 'Nouvelle règle',
  title: 'Nouvelle règle',
  nowhere:
    'La configuration ne lit aucun fichier de règles. Nommez-en d’abord, par exemple `rule_files: [rules/*.yml]`, puis rechargez-la.',
  file: 'Fichier',
  readOnly: (file) => `${file} (lecture seule)`,
  newFile: 'Un nouveau fichier…',
  path: 'Chemin du nouveau fichier',
  pathHint: (patterns) => `La configuration lit ${patterns}`,
  group: 'Groupe',
  newGroup: 'Un nouveau groupe…',
  groupName: 'Nom du groupe',
  interval: 'Évalué toutes les',
  intervalHint: 'Vide : comme le dit la configuration',
  kind: 'Sorte',
  kinds: { alert: 'Alerte', record: 'Règle d’enregistrement' },
  name: 'Nom',
  hold: 'Doit durer',
  severity: 'Gravité',
  summary: 'Résumé',
  byHand: 'Continuer en YAML',
  byForm: 'Revenir au formulaire',
  lacks: {
    file: 'Dites dans quel fichier.',
    group: 'Donnez un nom au groupe.',
    name: 'Donnez-lui un nom.',
    expression: 'Écrivez une expression.',
  },
  ruleGoes: (file, group) =>
    `Ajoutée à ${file}, derrière les autres règles de ${group} ; en vigueur aussitôt.`,
  groupGoes: (file) => `Ajouté à la fin de ${file} ; en vigueur aussitôt.`,
};

export const ruleEditingFr: typeof ruleEditingEn = {
  edit: 'Modifier',
  editRule: (name) => `Modifier ${name}`,
  editGroup: (name) => `Modifier le groupe ${name}`,
  title: (name) => `Règle ${name}`,
  groupTitle: (name) => `Groupe ${name}`,
  yaml: 'YAML de la règle',
  onlyThese: 'seules ces lignes du fichier sont réécrites',
  looked: 'Vérifications',
  looking: 'Lecture en cours…',
  sound: 'Bien formée, et rien de douteux',
  line: (line) => `Ligne ${line}`,
  notARule: 'Ce n’est pas une règle',
  backTest: 'Essai sur le passé',
  over: 'Durée de l’essai',
  last: (duration) => `sur ${duration}`,
  trying: 'Essai sur les échantillons conservés…',
  afterwards: 'Dès qu’elle est bien formée.',
  recorded: (count) =>
    count <= 1
      ? `Elle aurait enregistré ${count} échantillon.`
      : `Elle aurait enregistré ${count} échantillons.`,
  cancel: 'Annuler',
  toReview: 'Relire et enregistrer',
  review: 'Ce qui change dans le fichier',
  reviewHint: (file) => `Ce qui change dans ${file} ; en vigueur aussitôt.`,
  back: 'Retour',
  write: 'Écrire dans le fichier',
  saved: (place) => `Écrite dans ${place}, et en vigueur.`,
  close: 'Fermer',
  discard: 'La règle a des modifications non enregistrées. Fermer sans elles ?',
  outdated: 'Quelqu’un l’a modifiée depuis que vous l’avez ouverte',
  theirsToMine: 'De son texte au vôtre',
  takeTheirs: 'Prendre le sien',
  keepMine: 'Garder le mien à sa place',
  obstacles: {
    file_read_only:
      'Le serveur ne peut pas écrire ce fichier : essayez un texte ici, et modifiez le fichier à sa source.',
    folder_read_only:
      'Le serveur ne peut pas écrire dans le dossier de ce fichier : essayez un texte ici, et modifiez le fichier à sa source.',
  },
  madeByApi: 'créée par l’API',
};
