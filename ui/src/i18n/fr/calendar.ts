import type { calendarEn } from '../calendar';

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
