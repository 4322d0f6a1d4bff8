import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useStrings } from '../../i18n';
import { numberOf, objectsOf, textOf, type Json } from '../model/json';
import { readDashboard } from '../model/readDashboard';
import { readVariable } from '../model/readVariable';
import { allValueMark, variableTypes, type Variable } from '../model/types';
import { useVariables, type Variables } from '../page/useVariables';
import { ChoiceField, Labelled, SwitchField, TextField } from './FormFields';
import { ListEditor } from './ListEditor';
import formClasses from './Form.module.css';
import classes from './ListEditor.module.css';
import type { Drafting } from './useDraft';
import {
  freeName,
  nameProblem,
  newVariable,
  renameVariable,
  usesOf,
  variablesIn,
  withQuestion,
  withType,
  withVariables,
} from './variableJson';

const hides = ['0', '1', '2'] as const;
const sorts = ['0', '1', '2', '3', '4', '5', '6'] as const;
const refreshes = ['1', '2'] as const;
const operators = ['=', '!=', '=~', '!~'] as const;
const withPreview: readonly string[] = ['query', 'custom', 'interval'];
const mostShown = 60;
const pauseMillis = 500;

/** What a reader of the dashboard chooses: names, questions, and what they find now. */
export function VariablesForm({ drafting }: { drafting: Drafting }) {
  const t = useStrings().forms.variables;
  const { draft, change } = drafting;
  const variables = variablesIn(draft);
  const names = variables.map(({ name }) => textOf(name));
  const [settled] = useDebouncedValue(draft, pauseMillis);
  const found = useVariables(useMemo(() => readDashboard(settled).dashboard, [settled]));
  return (
    <ListEditor
      items={variables}
      put={(next) => change((before) => withVariables(before, next), 'variables')}
      titleOf={({ name }) => textOf(name)}
      hintOf={(item) => {
        const { type, query } = readVariable(item);
        return type === 'unsupported' ? '' : `${t.types[type]} ${query}`;
      }}
      addLabel={t.add}
      make={() => newVariable(freeName(names, 'variable'))}
    >
      {(item, put, place) => (
        <VariableForm
          item={item}
          put={put}
          others={names.filter((_, index) => index !== place)}
          uses={usesOf(draft, textOf(item['name']))}
          rename={(to) => change((before) => renameVariable(before, textOf(item['name']), to))}
          found={found}
        />
      )}
    </ListEditor>
  );
}

interface VariableFormProps {
  readonly item: Json;
  readonly put: (next: Json) => void;
  readonly others: readonly string[];
  readonly uses: number;
  readonly rename: (to: string) => void;
  readonly found: Variables;
}

function VariableForm({ item, put, others, uses, rename, found }: VariableFormProps) {
  const t = useStrings().forms.variables;
  const variable = readVariable(item);
  const set = (key: string, value: unknown) => put({ ...item, [key]: value });
  return (
    <>
      <NameField name={variable.name} others={others} rename={rename} />
      <p className={formClasses['soft']}>{t.uses(uses)}</p>
      <ChoiceField
        label={t.type}
        value={variable.sourceType}
        choices={variableTypes}
        wordOf={(type) => t.types[type]}
        change={(type) => put(withType(item, type))}
      />
      <TextField label={t.label} value={variable.label} change={(text) => set('label', text)} />
      <TextField
        label={t.description}
        value={variable.description}
        change={(text) => set('description', text)}
      />
      <ChoiceField
        label={t.hide}
        value={String(numberOf(item['hide']) ?? 0)}
        choices={hides}
        wordOf={(hide) => t.hides[hide]}
        change={(hide) => set('hide', Number(hide))}
      />
      <Question variable={variable} item={item} put={put} />
      <Preview variable={variable} found={found} />
    </>
  );
}

/** Taken over when it is left: a name halfway may be another variable's. */
function NameField({
  name,
  others,
  rename,
}: {
  name: string;
  others: readonly string[];
  rename: (to: string) => void;
}) {
  const t = useStrings().forms.variables;
  const [written, setWritten] = useState<string>();
  const problem = nameProblem(written ?? name, others);
  const take = () => {
    if (written !== undefined && written !== name && problem === undefined) rename(written);
    setWritten(undefined);
  };
  return (
    <>
      <Labelled label={t.name}>
        <input
          value={written ?? name}
          aria-invalid={problem !== undefined}
          onChange={(event) => setWritten(event.currentTarget.value)}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take();
          }}
        />
      </Labelled>
      {problem !== undefined && (
        <p className={formClasses['problem']} role="alert">
          {t.nameProblems[problem]}
        </p>
      )}
    </>
  );
}

type SetKey = (key: string, value: unknown) => void;

interface QuestionProps {
  readonly variable: Variable;
  readonly item: Json;
  readonly put: (next: Json) => void;
}

/** What the type of a variable wants to know. */
function Question({ variable, item, put }: QuestionProps) {
  const t = useStrings().forms.variables;
  const set = (key: string, value: unknown) => put({ ...item, [key]: value });
  const question = (label: string, more: { rows?: number; placeholder?: string } = {}) => (
    <TextField
      label={label}
      value={variable.query}
      change={(text) => put(withQuestion(item, text))}
      {...more}
    />
  );
  switch (variable.type) {
    case 'query':
      return (
        <>
          {question(t.query, { rows: 2, placeholder: 'label_values(up, job)' })}
          <TextField
            label={t.regex}
            value={variable.regex}
            placeholder="/(.*):\d+/"
            change={(text) => set('regex', text)}
          />
          <ChoiceField
            label={t.sort}
            value={String(variable.sort)}
            choices={sorts}
            wordOf={(sort) => t.sorts[sort]}
            change={(sort) => set('sort', Number(sort))}
          />
          <ChoiceField
            label={t.refresh}
            value={variable.followsTime ? '2' : '1'}
            choices={refreshes}
            wordOf={(refresh) => t.refreshes[refresh]}
            change={(refresh) => set('refresh', Number(refresh))}
          />
          <Several variable={variable} set={set} />
        </>
      );
    case 'custom':
      return (
        <>
          {question(t.values, { rows: 2, placeholder: 'a, b, Text : value' })}
          <Several variable={variable} set={set} />
        </>
      );
    case 'interval':
      return (
        <>
          {question(t.values, { placeholder: '1m,5m,1h' })}
          <SwitchField
            label={t.auto}
            value={variable.auto !== undefined}
            change={(auto) =>
              put({ ...item, auto, ...(auto && { auto_count: 30, auto_min: '10s' }) })
            }
          />
          {variable.auto && (
            <>
              <TextField
                label={t.autoSteps}
                value={String(variable.auto.count)}
                change={(text) => set('auto_count', Number(text) || 1)}
              />
              <TextField
                label={t.autoSmallest}
                value={variable.auto.min}
                change={(text) => set('auto_min', text)}
              />
            </>
          )}
        </>
      );
    case 'datasource':
      return question(t.source);
    case 'textbox':
      return question(t.start);
    case 'constant':
      return question(t.value);
    case 'adhoc':
      return <Filters item={item} set={set} />;
    case 'unsupported':
      return <p className={formClasses['soft']}>{t.unsupported}</p>;
  }
}

function Several({ variable, set }: { variable: Variable; set: SetKey }) {
  const t = useStrings().forms.variables;
  return (
    <>
      <SwitchField label={t.multi} value={variable.multi} change={(value) => set('multi', value)} />
      <SwitchField
        label={t.all}
        value={variable.includeAll}
        change={(value) => set('includeAll', value)}
      />
      {variable.includeAll && (
        <TextField
          label={t.allValue}
          value={variable.allValue}
          placeholder=".*"
          change={(text) => set('allValue', text)}
        />
      )}
    </>
  );
}

/** Conditions that hold from the start; a reader adds others. */
function Filters({ item, set }: { item: Json; set: SetKey }) {
  const t = useStrings().forms.variables;
  return (
    <ListEditor
      items={objectsOf(item['filters'])}
      put={(filters) => set('filters', filters)}
      titleOf={({ key, operator, value }) =>
        `${textOf(key)}${textOf(operator, '=')}${textOf(value)}`
      }
      addLabel={t.addFilter}
      make={() => ({ key: '', operator: '=', value: '' })}
    >
      {(filter, put) => <Filter filter={filter} put={put} />}
    </ListEditor>
  );
}

function Filter({ filter, put }: { filter: Json; put: (next: Json) => void }) {
  const t = useStrings().forms.variables;
  const input = (key: 'key' | 'value', label: string) => (
    <input
      aria-label={label}
      placeholder={label}
      value={textOf(filter[key])}
      onChange={(event) => put({ ...filter, [key]: event.currentTarget.value })}
    />
  );
  return (
    <div className={formClasses['row']}>
      {input('key', t.filterLabel)}
      <select
        aria-label={t.filterOperator}
        value={textOf(filter['operator'], '=')}
        onChange={(event) => put({ ...filter, operator: event.currentTarget.value })}
      >
        {operators.map((operator) => (
          <option key={operator}>{operator}</option>
        ))}
      </select>
      {input('value', t.filterValue)}
    </div>
  );
}

/** What can be chosen, as it is now. */
function Preview({ variable, found }: { variable: Variable; found: Variables }) {
  const t = useStrings().forms.variables;
  const choice = found.choices?.get(variable.name);
  if (!withPreview.includes(variable.type)) return null;
  if (choice === undefined) return <p className={formClasses['soft']}>{t.asking}</p>;
  const options = choice.options.filter(({ value }) => value !== allValueMark);
  return (
    <div role="region" aria-label={t.preview} aria-live="polite">
      <p className={formClasses['soft']}>{t.found(options.length)}</p>
      {choice.problem !== '' && <p className={formClasses['problem']}>{choice.problem}</p>}
      <ul className={classes['preview']}>
        {options.slice(0, mostShown).map(({ text, value }) => (
          <li key={value}>{text}</li>
        ))}
        {options.length > mostShown && <li>{t.more(options.length - mostShown)}</li>}
      </ul>
    </div>
  );
}
