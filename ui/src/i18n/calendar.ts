/** Sentences of the calendar of silences and schedules. */
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
