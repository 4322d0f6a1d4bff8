import { describe, expect, it } from 'vitest';
import { isComplete } from '../../promql/expression';
import { readVariable } from '../model/readVariable';
import { withFilters } from './adHoc';
import { builtInVariables, stepMillisFor } from './builtIn';
import { interpolate, type Resolved, type Scope } from './interpolate';
import { customOptions, filterOptions, sortOptions } from './options';
import { readQuestion } from './questions';
import { adHocFilters, resolveVariables } from './resolve';

function resolved(name: string, values: string[], more: object = {}, allValue?: string): Resolved {
  const variable = readVariable({ name, type: 'query', ...more });
  return { variable, values, texts: values.map((value) => `text of ${value}`), allValue };
}

function scope(...variables: Resolved[]): Scope {
  return {
    variables: new Map(variables.map((each) => [each.variable.name, each])),
    builtIn: builtInVariables({
      startMillis: Date.UTC(2026, 0, 31, 12),
      endMillis: Date.UTC(2026, 0, 31, 13),
      stepMillis: 15_000,
      smallestMillis: 15_000,
    }),
  };
}

describe('a reference in a query', () => {
  const one = scope(resolved('job', ['api']));
  const several = scope(resolved('job', ['a.b', 'c"d'], { multi: true }));

  it.each(['$job', '${job}', '[[job]]', '${job:raw}'])('%s is the value', (text) => {
    expect(interpolate(`up{job="${text}"}`, one, 'promql')).toBe('up{job="api"}');
  });

  it('of several values is their alternatives, each to be taken literally', () => {
    const expression = interpolate('up{job=~"$job"}', several, 'promql');
    expect(expression).toBe(String.raw`up{job=~"(a\\.b|c\"d)"}`);
    expect(isComplete(expression)).toBe(true);
  });

  it('of one value of a multiple choice is a pattern too', () => {
    expect(interpolate('$job', scope(resolved('job', ['a+b'], { multi: true })), 'promql')).toBe(
      String.raw`a\\+b`,
    );
  });

  it('keeps a value with quotes and backslashes inside its string', () => {
    expect(interpolate('$job', scope(resolved('job', ['C:\\"x"'])), 'promql')).toBe(
      String.raw`C:\\\"x\"`,
    );
  });

  it('to all, with a text for that, is the text as it is', () => {
    const all = scope(resolved('job', ['a', 'b'], { includeAll: true }, '.+'));
    expect(interpolate('up{job=~"$job"}', all, 'promql')).toBe('up{job=~".+"}');
    expect(interpolate('${job:queryparam}', all, 'promql')).toBe('var-job=a&var-job=b');
  });

  it('to no variable stays, as the groups of label_replace must', () => {
    const text = 'label_replace(up, "a", "$1-${2}", "b", "(.*)(.*)")';
    expect(interpolate(text, one, 'promql')).toBe(text);
  });

  it('within a value is followed, and in a circle not for ever', () => {
    const a = resolved('a', ['$b'], { type: 'constant' });
    expect(interpolate('$a', scope(a, resolved('b', ['x'])), 'promql')).toBe('x');
    const circle = scope(a, resolved('b', ['$a'], { type: 'constant' }));
    expect(interpolate('$a', circle, 'promql')).toMatch(/^\$[ab]$/);
  });

  it('before people is what they chose, in words', () => {
    expect(interpolate('On $job', several, 'text')).toBe('On text of a.b + text of c"d');
  });
});

describe('a format', () => {
  const values = scope(resolved('v', ['a b', "c'd"], { multi: true }));
  it.each([
    ['csv', "a b,c'd"],
    ['pipe', "a b|c'd"],
    ['raw', "a b,c'd"],
    ['glob', "{a b,c'd}"],
    ['regex', "(a b|c'd)"],
    ['json', '["a b","c\'d"]'],
    ['distributed', "a b,v=c'd"],
    ['singlequote', String.raw`'a b','c\'d'`],
    ['doublequote', `"a b","c'd"`],
    ['sqlstring', "'a b','c''d'"],
    ['lucene', String.raw`("a\ b" OR "c'd")`],
    ['percentencode', '%7Ba%20b%2Cc%27d%7D'],
    ['uriencode', "%7Ba%20b,c'd%7D"],
    ['queryparam', 'var-v=a%20b&var-v=c%27d'],
    ['html', 'a b, c&#39;d'],
    ['text', "text of a b + text of c'd"],
    ['join:;', "a b;c'd"],
  ])('%s', (format, expected) => {
    expect(interpolate(`\${v:${format}}`, values, 'promql')).toBe(expected);
  });
});

describe('the variables that every dashboard has', () => {
  it.each([
    ['$__interval', '15s'],
    ['$__interval_ms', '15000'],
    ['$__rate_interval', '1m'],
    ['$__range', '3600s'],
    ['$__range_s', '3600'],
    ['$__range_ms', '3600000'],
    ['$__from', String(Date.UTC(2026, 0, 31, 12))],
    ['${__to:date:iso}', '2026-01-31T13:00:00.000Z'],
    ['${__from:date:seconds}', String(Date.UTC(2026, 0, 31, 12) / 1_000)],
    ['${__from:date:YYYY-MM-DD HH:mm}', '2026-01-31 12:00'],
  ])('%s', (text, expected) => {
    expect(interpolate(text, scope(), 'promql')).toBe(expected);
  });

  it.each([
    [3_600_000, 1_000, 15_000, 15_000],
    [86_400_000, 700, 15_000, 120_000],
    [604_800_000, 700, 15_000, 900_000],
    [3_600_000, 1_000, 60_000, 60_000],
  ])(
    'a range of %i ms on %i points with a least of %i ms has steps of %i ms',
    (range, points, least, step) => {
      expect(stepMillisFor(range, points, least)).toBe(step);
    },
  );
});

describe('the question of a variable', () => {
  it.each([
    ['label_values(job)', { kind: 'labelValues', label: 'job', selector: '' }],
    [
      'label_values(up{a="b", c=~"d,e"}, job)',
      { kind: 'labelValues', label: 'job', selector: 'up{a="b", c=~"d,e"}' },
    ],
    ['label_names()', { kind: 'labelNames', pattern: '' }],
    ['metrics(http_.*)', { kind: 'metrics', pattern: 'http_.*' }],
    ['query_result(sum(up))', { kind: 'queryResult', expression: 'sum(up)' }],
    ['up{job="x"}', { kind: 'series', selector: 'up{job="x"}' }],
  ])('%s', (text, question) => {
    expect(readQuestion(text)).toEqual(question);
  });

  it('is read from the form of newer versions as well', () => {
    const form = {
      qryType: 1,
      label: 'job',
      metric: 'up',
      labelFilters: [{ label: 'a', op: '=', value: 'b' }],
    };
    expect(readVariable({ name: 'x', type: 'query', query: form }).query).toBe(
      'label_values(up{a="b"}, job)',
    );
  });
});

describe('options', () => {
  const options = (...texts: string[]) => texts.map((text) => ({ text, value: text }));

  it('are cut to what a pattern captures, each once', () => {
    const found = filterOptions(
      options('up{node="a", x="1"} 1', 'up{node="a", x="2"} 1', 'up{node="b"} 1', 'down'),
      '/.*node="([^"]*).*/',
    );
    expect(found.map(({ value }) => value)).toEqual(['a', 'b']);
  });

  it('may have another text than value', () => {
    expect(filterOptions(options('1=one'), '/(?<value>.*)=(?<text>.*)/')).toEqual([
      { text: 'one', value: '1' },
    ]);
  });

  it('survive a pattern that cannot be read', () => {
    expect(filterOptions(options('a'), '/(/')).toEqual(options('a'));
  });

  it.each([
    [0, ['b10', 'a9', 'B2']],
    [1, ['B2', 'a9', 'b10']],
    [2, ['b10', 'a9', 'B2']],
    [3, ['B2', 'a9', 'b10']],
    [4, ['b10', 'a9', 'B2']],
    [5, ['a9', 'b10', 'B2']],
    [7, ['a9', 'B2', 'b10']],
  ])('sort %i', (sort, expected) => {
    const sorted = sortOptions(options('b10', 'a9', 'B2'), sort);
    expect(sorted.map(({ value }) => value)).toEqual(expected);
  });

  it('of a custom variable are separated by commas and may have texts of their own', () => {
    expect(customOptions('1s, Ten : 10s,a\\,b')).toEqual([
      { text: '1s', value: '1s' },
      { text: 'Ten', value: '10s' },
      { text: 'a,b', value: 'a,b' },
    ]);
  });
});

describe('variables that refer to each other', () => {
  const job = readVariable({
    name: 'job',
    type: 'query',
    query: 'label_values(job)',
    includeAll: true,
    multi: true,
  });
  const node = readVariable({
    name: 'node',
    type: 'query',
    query: 'label_values(up{job=~"$job"}, node)',
  });
  const answers = async (chosen: [string, string[]][]) => {
    const asked: string[] = [];
    const choices = await resolveVariables(
      [node, job],
      new Map(chosen),
      new Map(),
      3_600_000,
      (question) => {
        if (question.kind !== 'labelValues') throw new Error('another question');
        asked.push(question.selector);
        return Promise.resolve(question.label === 'job' ? ['api', 'web'] : ['n1', 'n2']);
      },
    );
    return { choices, asked };
  };

  it('are asked after those they refer to, whatever their order', async () => {
    const { asked, choices } = await answers([['job', ['api']]]);
    expect(asked).toEqual(['', 'up{job=~"api"}']);
    expect([...choices.keys()]).toEqual(['node', 'job']);
    expect(choices.get('node')?.values).toEqual(['n1']);
  });

  it('offer all where nothing was chosen and that is possible', async () => {
    const { asked, choices } = await answers([]);
    expect(choices.get('job')?.isAll).toBe(true);
    expect(asked[1]).toBe('up{job=~"(api|web)"}');
  });

  it('fall back to the first where what was chosen is gone', async () => {
    const { choices } = await answers([['node', ['gone']]]);
    expect(choices.get('node')?.values).toEqual(['n1']);
  });

  it('keep what was chosen when the server cannot be asked', async () => {
    const choices = await resolveVariables([node], new Map([['node', ['n7']]]), new Map(), 1, () =>
      Promise.reject(new Error('no answer')),
    );
    expect(choices.get('node')).toMatchObject({ values: ['n7'], problem: 'no answer' });
  });
});

describe('conditions that a reader adds', () => {
  const filters = [{ key: 'env', operator: '=', value: 'a"b' }];

  it.each([
    ['up', String.raw`up{env="a\"b"}`],
    [
      'rate(x{a="b"}[5m]) / sum(y{})',
      String.raw`rate(x{a="b",env="a\"b"}[5m]) / sum(y{env="a\"b"})`,
    ],
  ])('are put on every selector of %s', (expression, expected) => {
    expect(withFilters(expression, filters)).toBe(expected);
  });

  it('come from the address, and from the file where it says nothing', () => {
    const variable = readVariable({
      name: 'f',
      type: 'adhoc',
      filters: [{ key: 'a', operator: '=', value: 'b' }],
    });
    expect(adHocFilters([variable], new Map())).toHaveLength(1);
    expect(adHocFilters([variable], new Map([['f', ['x|=~|y|z']]]))).toEqual([
      { key: 'x', operator: '=~', value: 'y|z' },
    ]);
    expect(adHocFilters([variable], new Map([['f', ['']]]))).toEqual([]);
  });
});
