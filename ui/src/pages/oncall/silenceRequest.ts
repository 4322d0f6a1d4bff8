/** What somebody has filled in. */
export interface SilenceDraft {
  readonly matchers: string;
  readonly comment: string;
  readonly author: string;
  /** A duration, or the empty text until the alerts are over. */
  readonly lasting: string;
  readonly repeat: Repeat;
  readonly rule: string;
  readonly start: string;
  readonly each: string;
  readonly force: boolean;
}

export type Repeat = 'no' | 'daily' | 'weekdays' | 'weekends' | 'weekly' | 'custom';

export const repeats: readonly Repeat[] = [
  'no',
  'daily',
  'weekdays',
  'weekends',
  'weekly',
  'custom',
];

const rules: Readonly<Record<Repeat, string>> = {
  no: '',
  daily: 'FREQ=DAILY',
  weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekends: 'FREQ=WEEKLY;BYDAY=SA,SU',
  weekly: 'FREQ=WEEKLY',
  custom: '',
};

/** The conditions, one a line. */
export function matchersOf({ matchers }: Pick<SilenceDraft, 'matchers'>): string[] {
  return matchers
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What the API wants; nothing while there is no condition. */
export function requestOf(draft: SilenceDraft, timeZone: string): object | undefined {
  const matchers = matchersOf(draft);
  if (matchers.length === 0) return undefined;
  const rrule = draft.repeat === 'custom' ? draft.rule : rules[draft.repeat];
  const recurrence = { rrule, start: draft.start, timeZone, duration: draft.each };
  return {
    matchers,
    comment: draft.comment,
    author: draft.author,
    force: draft.force,
    untilResolved: draft.lasting === '' && draft.repeat === 'no',
    ...(draft.lasting !== '' && draft.repeat === 'no' && { for: draft.lasting }),
    ...(draft.repeat !== 'no' && { recurrence }),
  };
}

/** One condition a line for each label, as an alert has them. */
export function matchersFor(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join('\n');
}
