/** Sentences of the calendar of silences and schedules, in both languages. */
export const calendarEn = {
  heading: 'Calendar',
  timeline: 'Calendar; Page Up and Page Down turn it',
  view: 'Shown as',
  views: { week: 'Week', month: 'Month', list: 'List' },
  before: 'Before',
  after: 'After',
  today: 'Today',
  zone: 'Time zone',
  yours: (zone: string) => `${zone} (yours)`,
  nothing: 'Nothing in this stretch of time.',
  kinds: {
    schedule: 'On call',
    silence: 'Silence',
    mute: 'Quiet time',
    active: 'Time in which people are told',
  },
  marks: { override: 'stands in', expired: 'ended' },
  toSilence: 'The silence',
};

export const calendarFr: typeof calendarEn = {
  heading: 'Calendrier',
  timeline: 'Calendrier ; Page préc. et Page suiv. le tournent',
  view: 'Affiché comme',
  views: { week: 'Semaine', month: 'Mois', list: 'Liste' },
  before: 'Avant',
  after: 'Après',
  today: 'Aujourd’hui',
  zone: 'Fuseau horaire',
  yours: (zone) => `${zone} (le vôtre)`,
  nothing: 'Rien dans cette période.',
  kinds: {
    schedule: 'Astreinte',
    silence: 'Silence',
    mute: 'Heures calmes',
    active: 'Heures où l’on prévient',
  },
  marks: { override: 'en remplacement', expired: 'terminé' },
  toSilence: 'Le silence',
};
