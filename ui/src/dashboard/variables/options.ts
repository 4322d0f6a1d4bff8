import type { VariableOption } from '../model/types';

/** A JavaScript regular expression as files write it: `/…/flags`, or a text that must fit as a whole. */
export function readRegex(text: string): RegExp | undefined {
  const slashed = /^\/(.*)\/([dgimsuvy]*)$/s.exec(text);
  try {
    return slashed
      ? new RegExp(slashed[1] ?? '', (slashed[2] ?? '').replaceAll(/[gy]/g, ''))
      : new RegExp(`^(?:${text})$`);
  } catch {
    return undefined;
  }
}

function captured({ text, value }: VariableOption, regex: RegExp): VariableOption | undefined {
  const match = regex.exec(text === value ? value : text);
  if (match === null) return undefined;
  const groups = match.groups ?? {};
  if ('text' in groups || 'value' in groups) {
    const chosen = groups['value'] ?? groups['text'] ?? '';
    return { value: chosen, text: groups['text'] ?? chosen };
  }
  const part = match.slice(1).find((group: string | undefined) => group !== undefined);
  return part === undefined ? { text, value } : { text: part, value: part };
}

/** Keeps what a pattern fits, cut to its first group or its groups `text` and `value`; each value once. */
export function filterOptions(
  options: readonly VariableOption[],
  pattern: string,
): VariableOption[] {
  const regex = pattern === '' ? undefined : readRegex(pattern);
  const seen = new Map<string, VariableOption>();
  for (const option of options) {
    const kept = regex === undefined ? option : captured(option, regex);
    if (kept !== undefined && !seen.has(kept.value)) seen.set(kept.value, kept);
  }
  return [...seen.values()];
}

function firstNumber(text: string): number {
  const digits = /\d+/.exec(text);
  return digits === null ? -1 : Number(digits[0]);
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Orders by the numbers that Grafana gives them in pairs; the even ones of each pair descend. */
const comparisons: readonly ((a: string, b: string) => number)[] = [
  (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  (a, b) => firstNumber(a) - firstNumber(b),
  (a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), 'en'),
  (a, b) => natural.compare(a, b),
];

/** In the order that a variable asks for: 0 as they came, 1 and 2 by text, 3 and 4 by number, … */
export function sortOptions(options: readonly VariableOption[], sort: number): VariableOption[] {
  const compare = comparisons[Math.ceil(sort / 2) - 1];
  if (compare === undefined) return [...options];
  const direction = sort % 2 === 0 ? -1 : 1;
  return options.toSorted((a, b) => direction * compare(a.text, b.text));
}

/** The options of `a, b : c, d\,e`: values, or texts with their values, separated by commas. */
export function customOptions(query: string): VariableOption[] {
  return (query.match(/(?:\\,|[^,])+/g) ?? [])
    .map((part) => part.replaceAll('\\,', ',').trim())
    .filter((part) => part !== '')
    .map((part) => {
      const pair = /^\s*(.+)\s:\s(.+)$/s.exec(part);
      return pair
        ? { text: pair[1]?.trim() ?? '', value: pair[2]?.trim() ?? '' }
        : { text: part, value: part };
    });
}
