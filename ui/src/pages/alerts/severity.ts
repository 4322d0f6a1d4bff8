import { useApi } from '../../api/useApi';
import type { Labels } from '../../api/types';
import type { Status } from '../../components/StatusMark';

/** A place on the scale: the word that stands for it, and the other words that mean it. */
export interface SeverityLevel {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The worst first. */
export type SeverityScale = readonly SeverityLevel[];

// What the server has where nothing is configured, until it has answered.
export const defaultScale: SeverityScale = [
  { name: 'critical', aliases: ['crit', 'page', 'p0', 'sev0', 'sev1', 'emergency', 'fatal'] },
  { name: 'error', aliases: ['err', 'high', 'major'] },
  { name: 'warning', aliases: ['warn', 'p1', 'medium', 'minor', 'ticket', 'sev2'] },
  { name: 'info', aliases: ['information', 'notice', 'p2', 'p3', 'p4', 'low', 'sev3', 'none'] },
];

export interface Severity {
  readonly status: Status;
  /** The word of the rule's author; empty when there is none. */
  readonly word: string;
  /** 0 is the worst. */
  readonly rank: number;
}

/** The worst level looks critical, the last one harmless, what is between them like a warning. */
function statusOf(rank: number, scale: SeverityScale): Status {
  if (rank === 0) return 'critical';
  return rank === scale.length - 1 ? 'info' : 'warning';
}

/** What an alert's labels say about how bad it is; a word that nobody knows is not called harmless. */
export function severityOf(labels: Labels, scale: SeverityScale = defaultScale): Severity {
  const word = labels['severity'] ?? labels['priority'] ?? labels['level'] ?? '';
  const lower = word.toLowerCase();
  const rank = scale.findIndex(({ name, aliases }) =>
    [name, ...aliases].some((each) => each.toLowerCase() === lower),
  );
  if (rank >= 0) return { status: statusOf(rank, scale), word, rank };
  return { status: 'warning', word, rank: Math.max(1, scale.length - 1) - 0.5 };
}

/** The scale of this server. */
export function useSeverityScale(): SeverityScale {
  const { answer } = useApi<SeverityScale>({ path: 'severities' });
  const levels = answer?.data;
  return Array.isArray(levels) && levels.length > 0 ? levels : defaultScale;
}
