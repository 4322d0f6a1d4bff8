/** A condition on a label, as Alertmanager's pages and API write it. */
export interface LabelMatcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const matcher =
  /\s*([^\s,{}="!~]+|"(?:[^"\\]|\\.)*")\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/y;

function unquoted(text: string): string {
  return text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/** The conditions of `{a="1", b=~"2|3"}`, the braces left out or not; nothing if it is no such list. */
export function readMatchers(text: string): LabelMatcher[] | undefined {
  const inner = text
    .trim()
    .replace(/^\{|\}$/g, '')
    .trim();
  const matchers: LabelMatcher[] = [];
  matcher.lastIndex = 0;
  while (matcher.lastIndex < inner.length) {
    const found = matcher.exec(inner);
    if (found === null) return undefined;
    const [, name = '', operator = '=', value = ''] = found;
    matchers.push({
      name: name.startsWith('"') ? unquoted(name.slice(1, -1)) : name,
      operator: operator as LabelMatcher['operator'],
      value: unquoted(value),
    });
  }
  return matchers.length === 0 ? undefined : matchers;
}

/** As it is written. */
export function writeMatcher({ name, operator, value }: LabelMatcher): string {
  const quoted = /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : JSON.stringify(name);
  return `${quoted}${operator}${JSON.stringify(value)}`;
}

function satisfies(value: string, { operator, value: wanted }: LabelMatcher): boolean {
  if (operator === '=') return value === wanted;
  if (operator === '!=') return value !== wanted;
  try {
    return new RegExp(`^(?:${wanted})$`, 'u').test(value) === (operator === '=~');
  } catch {
    return false;
  }
}

/** Whether labels satisfy all conditions; a label that is not there is empty. */
export function matches(
  labels: Readonly<Record<string, string>>,
  matchers: readonly LabelMatcher[],
): boolean {
  return matchers.every((each) => satisfies(labels[each.name] ?? '', each));
}
