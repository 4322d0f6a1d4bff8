import { isComplete, treeOf } from '../../promql/expression';
import { fieldSettings, type ThresholdStep } from '../data/fieldSettings';
import { absoluteSteps } from '../data/display';
import type { Panel } from '../model/types';
import { ofDashboard, ofPanel } from '../page/annotationNames';
import type { Question } from '../questions';

export const operators = ['>', '>=', '<', '<=', '==', '!='] as const;
export type Operator = (typeof operators)[number];

/** An alerting rule while somebody writes it. */
export interface RuleDraft {
  readonly name: string;
  readonly expression: string;
  readonly operator: Operator;
  /** Empty where the expression itself says when. */
  readonly threshold: string;
  /** How long it must hold, such as `5m`. */
  readonly hold: string;
  readonly severity: string;
  readonly summary: string;
}

function isAlarming({ colour }: Pick<ThresholdStep, 'colour'>): boolean {
  return /red|orange/.test(colour) || /^#(?:d|e|f)[0-9a-f]?[0-4]/i.test(colour);
}

/** The limit that the panel draws: where it turns red, from below or from above. */
function limitOf(panel: Panel): Pick<RuleDraft, 'operator' | 'threshold'> {
  const settings = fieldSettings(panel.fields.defaults);
  const steps = settings.thresholds ? absoluteSteps(settings.thresholds, settings) : [];
  const [base, ...above] = steps;
  const first = above[0];
  if (base !== undefined && first !== undefined && isAlarming(base))
    return { operator: '<', threshold: String(first.value) };
  const last = above.findLast(isAlarming) ?? above.at(-1);
  return { operator: '>', threshold: last === undefined ? '' : String(last.value) };
}

/** Whether an expression says by itself when it holds, as `up == 0` does. */
export function isCondition(expression: string): boolean {
  const top = treeOf(expression).firstChild;
  if (top?.name !== 'BinaryExpr') return false;
  const comparing = ['Eql', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte'];
  let child = top.firstChild;
  let compares = false;
  let bool = false;
  while (child !== null) {
    if (comparing.includes(child.name)) compares = true;
    if (child.name === 'BoolModifier' && child.firstChild?.name === 'Bool') bool = true;
    child = child.nextSibling;
  }
  return compares && !bool;
}

/** A name for alerts as their authors write them: `Error rate by job` becomes `ErrorRateByJob`. */
export function alertName(title: string): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** What a rule would be that watches what a panel shows. */
export function draftFrom(panel: Panel, title: string, question: Question): RuleDraft {
  const { expression } = question;
  const limit = isCondition(expression)
    ? { operator: '>' as const, threshold: '' }
    : limitOf(panel);
  return {
    name: alertName(title) || 'NewAlert',
    expression,
    ...limit,
    hold: '5m',
    severity: 'warning',
    summary: `${title}: {{ $value }}`,
  };
}

/** The expression of the rule: that of the panel, and the limit. */
export function conditionOf({ expression, operator, threshold }: RuleDraft): string {
  const plain = expression.trim();
  if (threshold.trim() === '') return plain;
  const needsBrackets = treeOf(plain).firstChild?.name === 'BinaryExpr';
  return `${needsBrackets ? `(${plain})` : plain} ${operator} ${threshold.trim()}`;
}

/** Why a draft is no rule yet. */
export function shortcoming(draft: RuleDraft): 'name' | 'expression' | 'threshold' | undefined {
  if (draft.name.trim() === '') return 'name';
  if (!isComplete(draft.expression)) return 'expression';
  if (draft.threshold.trim() !== '' && !Number.isFinite(Number(draft.threshold)))
    return 'threshold';
  return draft.threshold.trim() === '' && !isCondition(draft.expression) ? 'threshold' : undefined;
}

/** The rule as a rule file has it; JSON is YAML too. */
export function ruleFile(draft: RuleDraft): string {
  return JSON.stringify({
    groups: [
      {
        name: 'draft',
        rules: [
          {
            alert: draft.name.trim(),
            expr: conditionOf(draft),
            ...(draft.hold.trim() !== '' && { for: draft.hold.trim() }),
            labels: { severity: draft.severity },
            annotations: { summary: draft.summary },
          },
        ],
      },
    ],
  });
}

/** What `/api/alerts/rules` takes; the panel is named, so that it shows when the alert fired. */
export function ruleRequest(
  draft: RuleDraft,
  dashboardUid: string,
  panelId: number,
): Record<string, unknown> {
  return {
    name: draft.name.trim(),
    expr: conditionOf(draft),
    ...(draft.hold.trim() !== '' && { duration: draft.hold.trim() }),
    severity: draft.severity,
    annotations: {
      summary: draft.summary,
      ...(dashboardUid !== '' && { [ofDashboard]: dashboardUid, [ofPanel]: String(panelId) }),
    },
  };
}
