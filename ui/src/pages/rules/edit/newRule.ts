import type { SourcePlaces } from '../../../api/ruleSource';
import { isComplete } from '../../../promql/expression';

/** A rule while a form makes it. */
export interface NewRuleDraft {
  /** As the server names it, or the path of a new one. */
  readonly file: string;
  /** Name of the group, one there is or a new one. */
  readonly group: string;
  readonly isNewGroup: boolean;
  /** Of a new group; empty for the one that the configuration says. */
  readonly interval: string;
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly expression: string;
  /** How long an alert must hold, such as `5m`. */
  readonly hold: string;
  readonly severity: string;
  readonly summary: string;
}

/** A draft for the first file that can be written; in a new one if there is none. */
export function emptyDraft({ files, patterns }: SourcePlaces): NewRuleDraft {
  const place = files.find(({ obstacle }) => obstacle === undefined);
  const [group] = place?.groups ?? [];
  return {
    file: place?.file ?? newFile(patterns),
    group: group?.name ?? '',
    isNewGroup: group === undefined,
    interval: '',
    kind: 'alert',
    name: '',
    expression: '',
    hold: '5m',
    severity: 'warning',
    summary: '',
  };
}

/** A file that the first pattern stands for. */
export function newFile(patterns: readonly string[]): string {
  const pattern = patterns.find((each) => /[*?]/.test(each)) ?? patterns[0] ?? '';
  return pattern.replace('*', 'new').replaceAll('?', '1');
}

/** What a draft lacks to be a rule; nothing if it is one. */
export function lackOf(draft: NewRuleDraft): 'file' | 'group' | 'name' | 'expression' | undefined {
  if (draft.file.trim() === '') return 'file';
  if (draft.group.trim() === '') return 'group';
  if (draft.name.trim() === '') return 'name';
  return isComplete(draft.expression) ? undefined : 'expression';
}

const wordLike = /^(?:true|false|yes|no|on|off|null|~|[-+.]?\d.*|\.inf|\.nan)$/i;

/** A text as YAML has it: as it is where that is safe, in quotes elsewhere. */
export function scalar(text: string, indent = ''): string {
  const isPlain =
    /^[\p{L}_(][^\n]*$/u.test(text) &&
    !/: |\s#|:$|\s$/.test(text) &&
    !wordLike.test(text) &&
    !/\p{Cc}/u.test(text);
  if (isPlain || /^\d+(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*$/.test(text)) return text;
  const lines = text.split('\n');
  const fitsBlock = lines.length > 1 && !/^\s|[\t\r]/.test(text) && text.trimEnd() === text;
  if (!fitsBlock) return JSON.stringify(text);
  return ['|-', ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))].join('\n');
}

function ruleLines(draft: NewRuleDraft): string[] {
  const { kind, name, expression, hold, severity, summary } = draft;
  const rule = [`- ${kind}: ${scalar(name.trim())}`, `  expr: ${scalar(expression.trim(), '  ')}`];
  if (kind === 'record') return rule;
  if (hold.trim() !== '') rule.push(`  for: ${scalar(hold.trim())}`);
  if (severity !== '') rule.push('  labels:', `    severity: ${scalar(severity)}`);
  if (summary.trim() !== '')
    rule.push('  annotations:', `    summary: ${scalar(summary.trim(), '    ')}`);
  return rule;
}

/** The YAML of a draft: a rule, or its new group with it. */
export function textOf(draft: NewRuleDraft): string {
  const rule = ruleLines(draft).join('\n').split('\n');
  if (!draft.isNewGroup) return rule.join('\n');
  return [
    `- name: ${scalar(draft.group.trim())}`,
    ...(draft.interval.trim() === '' ? [] : [`  interval: ${scalar(draft.interval.trim())}`]),
    '  rules:',
    ...rule.map((line) => (line === '' ? line : `    ${line}`)),
  ].join('\n');
}
