import type { Labels } from '../../api/types';
import type { Status } from '../../components/StatusMark';

// One ordered scale for the words that teams use.
const words: readonly (readonly [Status, readonly string[]])[] = [
  [
    'critical',
    ['critical', 'crit', 'page', 'p0', 'p1', 'sev0', 'sev1', 'emergency', 'fatal', 'high'],
  ],
  ['warning', ['warning', 'warn', 'error', 'err', 'major', 'medium', 'ticket', 'p2', 'sev2']],
  ['info', ['info', 'information', 'notice', 'none', 'minor', 'low', 'p3', 'p4', 'sev3', 'debug']],
];

export interface Severity {
  readonly status: Status;
  /** The word of the rule's author; empty when there is none. */
  readonly word: string;
}

/** What an alert's labels say about how bad it is; a word that nobody knows is not called harmless. */
export function severityOf(labels: Labels): Severity {
  const word = labels['severity'] ?? labels['priority'] ?? labels['level'] ?? '';
  const known = words.find(([, names]) => names.includes(word.toLowerCase()));
  return { status: known?.[0] ?? 'warning', word };
}

/** 0 is the worst. */
export function rankOf({ status }: Severity): number {
  return words.findIndex(([each]) => each === status);
}
