import type { OnCallStrings } from '../onCall';

export const onCallFr: OnCallStrings = {
  now: 'D’astreinte maintenant',
  nobody: 'personne',
  until: (time) => `jusqu’au ${time}`,
  then: (who) => `puis ${who}`,
  standsIn: 'en remplacement',
  calendar: 'Calendrier',
  calendarOf: (schedule) => `Calendrier de ${schedule}`,
  week: (schedule) => `Les sept prochains jours de ${schedule}`,
  noSchedules: 'Il n’y a pas de planning d’astreinte.',
  noSchedulesHow: 'Dites dans la configuration qui prend son tour :',
  silences: 'Silences',
  none: 'Rien n’est en silence.',
  gone: (id) => `Le silence ${id} n’est plus connu.`,
  add: 'Nouveau silence',
  state: { active: 'actif', pending: 'en attente', expired: 'terminé' },
  hides: (now, ever) => `cache ${now} maintenant, ${ever} en tout`,
  untilResolved: 'jusqu’à la fin de l’alerte',
  recurs: (rule, duration) => `${rule}, chaque fois ${duration}`,
  next: (time) => `prochain ${time}`,
  end: 'Terminer',
  endOf: (matchers) => `Terminer le silence de ${matchers}`,
  matchers: 'Étiquettes, une condition par ligne',
  comment: 'Pourquoi',
  author: 'Qui',
  lasting: 'Pendant',
  lastingUntilResolved: 'Jusqu’à la fin de l’alerte',
  repeats: 'Se répète',
  repeat: {
    no: 'Non',
    daily: 'Chaque jour',
    weekdays: 'Du lundi au vendredi',
    weekends: 'Samedi et dimanche',
    weekly: 'Chaque semaine',
    custom: 'Selon une règle',
  },
  rule: 'Règle (RFC 5545)',
  start: (zone) => `Premier début, à l’heure de ${zone}`,
  each: 'Dure chaque fois',
  preview: (hidden, firing) =>
    firing === 0
      ? 'Aucune alerte n’est active en ce moment : il n’y a rien à cacher.'
      : firing === 1
        ? `${hidden === 0 ? 'Ne cacherait pas' : 'Cacherait'} la seule alerte active en ce moment.`
        : `Cacherait ${hidden} des ${firing} alertes actives en ce moment.`,
  more: (count) => `et ${count} de plus`,
  force: 'Le créer quand même',
  create: 'Mettre en silence',
  cancel: 'Annuler',
};
