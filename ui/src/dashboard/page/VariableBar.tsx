import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { ChevronDownIcon, CloseIcon } from '../../components/icons';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { allValueMark, type AdHocFilter, type Variable } from '../model/types';
import type { Choice } from '../variables/resolve';
import classes from './VariableBar.module.css';

type Choose = (name: string, values: readonly string[]) => void;

function labelOf({ label, name }: Variable): string {
  return label === '' ? name : label;
}

// More than these nobody scrolls through: the search finds the others.
const mostListed = 200;

interface OptionListProps {
  readonly choice: Choice;
  readonly choose: (values: readonly string[]) => void;
  readonly close: () => void;
}

function OptionList({ choice, choose, close }: OptionListProps) {
  const t = useStrings().dashboards;
  const [search, setSearch] = useState('');
  const { variable, options, values, isAll } = choice;
  const listed = options
    .filter(({ value }) => value !== allValueMark)
    .filter(({ text }) => text.toLowerCase().includes(search.toLowerCase()));
  const isChosen = (value: string) => !isAll && values.includes(value);
  const pick = (value: string) => {
    if (!variable.multi) {
      choose([value]);
      close();
      return;
    }
    const next = isChosen(value)
      ? values.filter((each) => each !== value)
      : [...(isAll ? [] : values), value];
    choose(next.length === 0 && variable.includeAll ? [allValueMark] : next);
  };
  return (
    <div className={classes['options']}>
      {options.length > 8 && (
        <TextInput
          data-autofocus
          aria-label={t.searchOptions}
          placeholder={t.searchOptions}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div role="listbox" aria-label={labelOf(variable)} aria-multiselectable={variable.multi}>
        {variable.includeAll && search === '' && (
          <Option
            text={t.all}
            chosen={isAll}
            multi={variable.multi}
            pick={() => {
              choose([allValueMark]);
              if (!variable.multi) close();
            }}
          />
        )}
        {listed.slice(0, mostListed).map(({ text, value }) => (
          <Option
            key={value}
            text={text}
            chosen={isChosen(value)}
            multi={variable.multi}
            pick={() => pick(value)}
          />
        ))}
      </div>
      {listed.length === 0 && <p className={classes['none']}>{t.noOptions}</p>}
      {listed.length > mostListed && (
        <p className={classes['none']}>{t.moreOptions(listed.length - mostListed)}</p>
      )}
    </div>
  );
}

function Option({
  text,
  chosen,
  multi,
  pick,
}: {
  text: string;
  chosen: boolean;
  multi: boolean;
  pick: () => void;
}) {
  return (
    <UnstyledButton
      className={classes['option']}
      role="option"
      aria-selected={chosen}
      onClick={pick}
    >
      {multi && <span className={classes['box']} data-on={chosen} aria-hidden="true" />}
      {text}
    </UnstyledButton>
  );
}

function Select({ choice, choose }: { choice: Choice; choose: Choose }) {
  const t = useStrings().dashboards;
  const [open, setOpen] = useState(false);
  const { variable, texts, isAll, problem } = choice;
  const shown = isAll ? t.all : texts.join(' + ') || t.nothingChosen;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes['select']}
          aria-label={`${labelOf(variable)}: ${shown}`}
          aria-haspopup="listbox"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {problem !== '' && <StatusMark status="warning" label={problem} hideLabel />}
          <span className={classes['chosen']}>{shown}</span>
          <ChevronDownIcon size={12} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''}>
        {problem !== '' && <p className={classes['problem']}>{problem}</p>}
        <OptionList
          choice={choice}
          choose={(values) => choose(variable.name, values)}
          close={() => setOpen(false)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Written({ choice, choose }: { choice: Choice; choose: Choose }) {
  const { variable, values } = choice;
  const [text, setText] = useState(values[0] ?? '');
  const done = () => choose(variable.name, [text]);
  return (
    <input
      className={classes['text']}
      aria-label={labelOf(variable)}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}

const filterText = ({ key, operator, value }: AdHocFilter) => `${key}|${operator}|${value}`;

/** Conditions that are put on every question of the dashboard. */
function AdHoc({
  variable,
  filters,
  choose,
}: {
  variable: Variable;
  filters: readonly AdHocFilter[];
  choose: Choose;
}) {
  const t = useStrings().dashboards;
  const [text, setText] = useState('');
  const add = () => {
    const match = /^\s*([\w.:]+)\s*(=~|!~|!=|=)\s*"?(.*?)"?\s*$/.exec(text);
    if (match === null) return;
    const [, key = '', operator = '=', value = ''] = match;
    choose(variable.name, [...filters.map(filterText), `${key}|${operator}|${value}`]);
    setText('');
  };
  return (
    <span className={classes['filters']}>
      {filters.map((filter) => (
        <UnstyledButton
          key={filterText(filter)}
          className={classes['filter']}
          aria-label={t.removeFilter(`${filter.key}${filter.operator}${filter.value}`)}
          onClick={() =>
            choose(
              variable.name,
              filters.length === 1
                ? ['']
                : filters.filter((each) => each !== filter).map(filterText),
            )
          }
        >
          {filter.key} {filter.operator} {filter.value} <CloseIcon size={10} />
        </UnstyledButton>
      ))}
      <input
        className={classes['text']}
        aria-label={t.addFilter}
        placeholder={'label="value"'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && add()}
        onBlur={add}
      />
    </span>
  );
}

export interface VariableBarProps {
  readonly choices: ReadonlyMap<string, Choice>;
  readonly filters: readonly AdHocFilter[];
  readonly choose: Choose;
}

/** What a reader of the dashboard can choose. */
export function VariableBar({ choices, filters, choose }: VariableBarProps) {
  const shown = [...choices.values()].filter(
    ({ variable: { hide, type } }) =>
      hide !== 'variable' && type !== 'constant' && type !== 'datasource' && type !== 'unsupported',
  );
  if (shown.length === 0) return null;
  return (
    <div className={classes['bar']}>
      {shown.map((choice) => {
        const { variable } = choice;
        return (
          <span key={variable.name} className={classes['variable']} title={variable.description}>
            {variable.hide === 'no' && (
              <span className={classes['label']}>{labelOf(variable)}</span>
            )}
            {variable.type === 'adhoc' ? (
              <AdHoc variable={variable} filters={filters} choose={choose} />
            ) : variable.type === 'textbox' ? (
              <Written key={choice.values.join()} choice={choice} choose={choose} />
            ) : (
              <Select choice={choice} choose={choose} />
            )}
          </span>
        );
      })}
    </div>
  );
}
