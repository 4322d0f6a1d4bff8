import { SegmentedControl, TextInput } from '@mantine/core';
import { changeParams } from '../state/location';
import classes from './FilterBar.module.css';
import { SearchIcon } from './icons';

export interface FilterBarProps<Choice extends string> {
  /** What is looked for. */
  readonly search: string;
  /** What can be looked for. */
  readonly searchLabel: string;
  /** Name in the address of what is chosen. */
  readonly param: string;
  readonly choice: Choice | undefined;
  readonly choices: readonly { readonly value: Choice; readonly label: string }[];
  readonly choiceLabel: string;
  /** The choice that leaves nothing out. */
  readonly allLabel: string;
}

/** A text to look for and one choice, both kept in the address. */
export function FilterBar<Choice extends string>(props: FilterBarProps<Choice>) {
  const { search, searchLabel, param, choice, choices, choiceLabel, allLabel } = props;
  return (
    <div className={classes['filters']} data-page-search>
      <TextInput
        className={classes['search'] ?? ''}
        aria-label={searchLabel}
        placeholder={searchLabel}
        leftSection={<SearchIcon size={14} />}
        value={search}
        onChange={(event) => changeParams({ search: event.currentTarget.value || null }, 'replace')}
      />
      <SegmentedControl
        aria-label={choiceLabel}
        value={choice ?? 'all'}
        onChange={(value) => changeParams({ [param]: value === 'all' ? null : value }, 'replace')}
        data={[{ value: 'all', label: allLabel }, ...choices]}
      />
    </div>
  );
}
