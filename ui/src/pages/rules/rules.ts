import type { LintFinding, Rule, RuleGroup } from '../../api/types';
import type { Status } from '../../components/StatusMark';
import { defaultScale, severityOf, type SeverityScale } from '../alerts/severity';

export type RuleKind = 'failing' | 'firing' | 'doubtful';

export interface RuleFilter {
  readonly search: string;
  readonly kind: RuleKind | undefined;
}

export function isOfKind({ health, state, findings = [] }: Rule, kind: RuleKind): boolean {
  if (kind === 'doubtful') return findings.length > 0;
  return kind === 'failing' ? health === 'err' : state === 'firing';
}

/** Each rule with what is odd about it. */
export function withFindings(
  groups: readonly RuleGroup[],
  findings: readonly LintFinding[],
): RuleGroup[] {
  const byRule = new Map<string, LintFinding[]>();
  for (const finding of findings) {
    const key = `${finding.file} ${finding.rule}`;
    byRule.set(key, [...(byRule.get(key) ?? []), finding]);
  }
  return groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule, index) => ({
      ...rule,
      index,
      findings: byRule.get(`${group.file} ${rule.name}`) ?? [],
    })),
  }));
}

/** The file of rules that were made by API, each in a group of its own whose name is an id. */
const apiFile = 'api';

export function isMadeByApi({ file }: RuleGroup): boolean {
  return file === apiFile;
}

/** What people call a group. */
export function titleOf(group: RuleGroup): string {
  return (isMadeByApi(group) ? group.rules[0]?.name : undefined) ?? group.name;
}

/** A failing rule watches nothing, which is worse than what it would have said. */
export function statusOf(rule: Rule, scale: SeverityScale = defaultScale): Status {
  if (rule.health === 'err') return 'critical';
  if (rule.state === 'firing') return severityOf(rule.labels ?? {}, scale).status;
  return rule.health === 'ok' && rule.state !== 'pending' ? 'ok' : 'unknown';
}

const trouble: Readonly<Record<Status, number>> = {
  critical: 0,
  warning: 1,
  info: 2,
  unknown: 3,
  ok: 4,
  silenced: 5,
};

/** The worst state of its rules; an empty group is well. */
export function groupStatus({ rules }: RuleGroup, scale: SeverityScale = defaultScale): Status {
  return rules
    .map((rule) => statusOf(rule, scale))
    .reduce<Status>((worst, status) => {
      return trouble[status] < trouble[worst] ? status : worst;
    }, 'ok');
}

export function byTrouble(
  groups: readonly RuleGroup[],
  scale: SeverityScale = defaultScale,
): RuleGroup[] {
  return [...groups].sort(
    (a, b) =>
      trouble[groupStatus(a, scale)] - trouble[groupStatus(b, scale)] ||
      a.file.localeCompare(b.file) ||
      titleOf(a).localeCompare(titleOf(b)),
  );
}

function says({ name, query, lastError = '', findings = [] }: Rule, lower: string): boolean {
  return [name, query, lastError, ...findings.map(({ reason }) => reason)].some((text) =>
    text.toLowerCase().includes(lower),
  );
}

/** The groups with only the rules asked for; one that has none of them is left out. */
export function filterGroups(
  groups: readonly RuleGroup[],
  { search, kind }: RuleFilter,
): RuleGroup[] {
  if (search === '' && kind === undefined) return [...groups];
  const lower = search.toLowerCase();
  return groups
    .map((group) => {
      const named = `${group.name} ${group.file}`.toLowerCase().includes(lower);
      const rules = group.rules.filter(
        (rule) => (kind === undefined || isOfKind(rule, kind)) && (named || says(rule, lower)),
      );
      return { ...group, rules };
    })
    .filter(({ rules }) => rules.length > 0);
}

export function countOf(groups: readonly RuleGroup[], kind: RuleKind): number {
  return groups.reduce(
    (sum, { rules }) => sum + rules.filter((rule) => isOfKind(rule, kind)).length,
    0,
  );
}
