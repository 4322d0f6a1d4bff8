import type { ActiveAlert, Rule, RuleGroup } from '../../api/types';
import { matches, readMatchers, type LabelMatcher } from '../../lib/matchers';
import { defaultScale, severityOf, type Severity, type SeverityScale } from './severity';

/** An active alert with the rule that it comes from. */
export interface ListedAlert {
  readonly alert: ActiveAlert;
  readonly rule: Rule;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** When its condition began to hold. */
  readonly sinceMillis: number;
}

export type AlertState = ActiveAlert['state'];

export interface AlertFilter {
  readonly search: string;
  readonly state: AlertState | undefined;
}

function byUrgency(a: ListedAlert, b: ListedAlert): number {
  return (
    Number(a.alert.state === 'pending') - Number(b.alert.state === 'pending') ||
    a.severity.rank - b.severity.rank ||
    b.sinceMillis - a.sinceMillis ||
    a.rule.name.localeCompare(b.rule.name)
  );
}

/** All active alerts: firing before pending, the worst first, of the same severity the newest first. */
export function alertsOf(
  groups: readonly RuleGroup[],
  scale: SeverityScale = defaultScale,
): ListedAlert[] {
  return groups
    .flatMap((group) =>
      group.rules.flatMap((rule) =>
        (rule.alerts ?? []).map((alert): ListedAlert => ({
          alert,
          rule,
          group,
          severity: severityOf(alert.labels, scale),
          sinceMillis: Date.parse(alert.activeAt),
        })),
      ),
    )
    .sort(byUrgency);
}

export function countByState(alerts: readonly ListedAlert[]): Record<AlertState, number> {
  const counts = { firing: 0, pending: 0 };
  for (const { alert } of alerts) counts[alert.state]++;
  return counts;
}

function says({ alert, rule, group }: ListedAlert, lower: string): boolean {
  const texts = [
    rule.name,
    group.name,
    ...Object.values(alert.annotations),
    ...Object.entries(alert.labels).map(([name, value]) => `${name}="${value}"`),
  ];
  return texts.some((text) => text.toLowerCase().includes(lower));
}

/** Conditions on labels mean what they say; one with `=` is searched for, as people do not mind case. */
function wanted(search: string): LabelMatcher[] | undefined {
  const matchers = readMatchers(search);
  return matchers?.length === 1 && matchers[0]?.operator === '=' ? undefined : matchers;
}

export function filterAlerts(
  alerts: readonly ListedAlert[],
  { search, state }: AlertFilter,
): ListedAlert[] {
  const lower = search.toLowerCase();
  const matchers = wanted(search);
  return alerts.filter(
    (listed) =>
      (state === undefined || listed.alert.state === state) &&
      (matchers === undefined
        ? lower === '' || says(listed, lower)
        : matches(listed.alert.labels, matchers)),
  );
}

/** Those that somebody is told of, given by fingerprint; all where that is not asked. */
export function toldOf(
  alerts: readonly ListedAlert[],
  fingerprints: ReadonlySet<string> | undefined,
): readonly ListedAlert[] {
  return fingerprints === undefined
    ? alerts
    : alerts.filter(({ alert }) => fingerprints.has(alert.fingerprint ?? ''));
}

/** The sentence for a human: what the rule's author wrote, in the usual places. */
export function sentenceOf({ annotations }: ActiveAlert): string | undefined {
  return (
    annotations['summary'] ??
    annotations['description'] ??
    annotations['message'] ??
    Object.values(annotations)[0]
  );
}

/** Only web addresses become links: an annotation may hold anything. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** The API's `4.2e+01` as people write it; what is no number (`NaN`, `+Inf`) stays. */
export function readableValue(value: string): string {
  const number = Number(value);
  return Number.isFinite(number) ? String(number) : value;
}
