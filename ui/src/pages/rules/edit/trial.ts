import type { SourceAddress, SourceCheck } from '../../../api/ruleSource';
import type { LintFinding } from '../../../api/types';
import type { LineNote } from './YamlEditor';

/** Lines with so many spaces before each; a JSON string is also one of YAML. */
function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(spaces) + line))
    .join('\n');
}

/** A rule file of what is written alone, so that it can run over the past without the others. */
export function trialFile(
  { group, rule }: SourceAddress,
  intervalSeconds: number,
  groupLabels: Readonly<Record<string, string>>,
  text: string,
): string {
  // What stands between brackets in its file has no dash.
  const item = /^\s*(?:#|-(?:\s|$))/.test(text) ? text : `- ${text}`;
  if (rule === undefined) return `groups:\n${item}\n`;
  return [
    'groups:',
    `- name: ${JSON.stringify(group)}`,
    `  interval: ${Math.max(1, Math.round(intervalSeconds * 1_000))}ms`,
    `  labels: ${JSON.stringify(groupLabels)}`,
    '  rules:',
    indented(item, 2),
    '',
  ].join('\n');
}

/** What is said beside the lines: mistakes as the server words them, doubts in the reader's language. */
export function lineNotes(
  { problems, findings }: SourceCheck,
  wordingOf: (finding: LintFinding) => string,
): LineNote[] {
  return [
    ...problems.map(({ line, reason }) => ({ line, severity: 'error' as const, text: reason })),
    ...findings.map((finding) => ({
      line: finding.line,
      severity: finding.severity === 'warning' ? ('warning' as const) : ('info' as const),
      text: wordingOf(finding),
    })),
  ];
}

/** Whether a text has recording rules and no alert: what it would have done is to write samples. */
export function isRecordsOnly(text: string): boolean {
  return /(?:^|[\s{,-])record\s*:/m.test(text) && !/(?:^|[\s{,-])alert\s*:/m.test(text);
}
