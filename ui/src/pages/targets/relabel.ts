import type { Labels, RelabelStep } from '../../api/types';

/** What one relabelling rule did to one label; undefined before or after: it was not there. */
export interface LabelChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The labels that differ, sorted by name. */
export function labelChanges(before: Labels, after: Labels): LabelChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .map((name) => ({ name, before: before[name], after: after[name] }))
    .filter((change) => change.before !== change.after);
}

export interface ShownStep {
  /** As in the configuration, one setting a line. */
  readonly rule: string;
  readonly keep: boolean;
  readonly changes: readonly LabelChange[];
}

function ruleText(rule: RelabelStep['rule']): string {
  return Object.entries(rule)
    .map(
      ([name, value]) =>
        `${name}: ${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}`,
    )
    .join('\n');
}

/** Each rule with what it changed. */
export function shownSteps(discovered: Labels, steps: readonly RelabelStep[]): ShownStep[] {
  return steps.map(({ rule, keep, output }, index) => ({
    rule: ruleText(rule),
    keep,
    changes: keep ? labelChanges(steps[index - 1]?.output ?? discovered, output) : [],
  }));
}
