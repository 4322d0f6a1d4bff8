import { ActionIcon } from '@mantine/core';
import { ChevronDownIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import {
  columnRoles,
  groupedColumns,
  organizedColumns,
  withColumnCalculations,
  withColumnName,
  withColumnRole,
  withColumnShown,
  withColumnUp,
  type Column,
  type ColumnRole,
  type GroupedColumn,
  type OrganizedColumn,
} from './columns';
import { Field } from './Field';
import classes from './Form.module.css';
import listClasses from './ListEditor.module.css';

export interface ColumnFieldsProps {
  /** Those that reach the transformation; undefined before there is an answer. */
  readonly columns: readonly Column[] | undefined;
  readonly options: Json;
  readonly put: (options: Json) => void;
}

/** Said where there is no column to list. */
function NoColumns({ known }: { known: boolean }) {
  const t = useStrings().forms.columns;
  return <p className={classes['soft']}>{known ? t.none : t.waiting}</p>;
}

/** Which columns are shown, under which names, in which order. */
export function OrganizeFields({ columns, options, put }: ColumnFieldsProps) {
  const rows = organizedColumns(columns ?? [], options);
  if (rows.length === 0) return <NoColumns known={columns !== undefined} />;
  return (
    <ol className={classes['columns']}>
      {rows.map((row, place) => (
        <OrganizedRow
          key={row.name}
          row={row}
          absent={columns !== undefined && row.type === undefined}
          options={options}
          put={put}
          up={place === 0 ? undefined : () => put(withColumnUp(options, rows, place))}
        />
      ))}
    </ol>
  );
}

interface OrganizedRowProps extends Omit<ColumnFieldsProps, 'columns'> {
  readonly row: OrganizedColumn;
  readonly absent: boolean;
  readonly up: (() => void) | undefined;
}

function OrganizedRow({ row, absent, options, put, up }: OrganizedRowProps) {
  const t = useStrings().forms;
  const { name, shown, newName } = row;
  return (
    <li
      className={classes['column']}
      data-absent={absent}
      title={absent ? t.columns.absent : undefined}
    >
      <label className={classes['columnName']}>
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => put(withColumnShown(options, name, event.currentTarget.checked))}
        />
        {name}
      </label>
      <span className={classes['columnInput']}>
        <input
          aria-label={t.columns.newName(name)}
          placeholder={t.columns.ownName}
          value={newName}
          disabled={!shown}
          onChange={(event) => put(withColumnName(options, name, event.currentTarget.value))}
        />
      </span>
      <ActionIcon
        size={24}
        aria-label={t.moveUp(name)}
        disabled={up === undefined}
        onClick={() => up?.()}
      >
        <span className={listClasses['up']}>
          <ChevronDownIcon size={14} />
        </span>
      </ActionIcon>
    </li>
  );
}

const calculations = {
  name: 'calculations',
  input: {
    type: 'several',
    choices: ['lastNotNull', 'min', 'max', 'mean', 'median', 'sum', 'count', 'distinctCount'],
  },
} as const;

/** By which columns rows are put together, and what becomes of the others. */
export function GroupByFields({ columns, options, put }: ColumnFieldsProps) {
  const rows = groupedColumns(columns ?? [], options);
  if (rows.length === 0) return <NoColumns known={columns !== undefined} />;
  return (
    <ul className={classes['columns']}>
      {rows.map((row) => (
        <GroupedRow
          key={row.name}
          row={row}
          absent={columns !== undefined && row.type === undefined}
          options={options}
          put={put}
        />
      ))}
    </ul>
  );
}

interface GroupedRowProps extends Omit<ColumnFieldsProps, 'columns'> {
  readonly row: GroupedColumn;
  readonly absent: boolean;
}

function GroupedRow({ row, absent, options, put }: GroupedRowProps) {
  const t = useStrings().forms.columns;
  const { name, role } = row;
  return (
    <li className={classes['column']} data-absent={absent} title={absent ? t.absent : undefined}>
      <label className={classes['columnName']}>
        <span className={classes['columnTitle']}>{name}</span>
        <span className={classes['columnInput']}>
          <select
            value={role}
            onChange={(event) =>
              put(withColumnRole(options, row, event.currentTarget.value as ColumnRole))
            }
          >
            {columnRoles.map((each) => (
              <option key={each} value={each}>
                {t.roles[each]}
              </option>
            ))}
          </select>
        </span>
      </label>
      {role === 'aggregate' && (
        <div role="group" aria-label={t.calculationsOf(name)}>
          <Field
            option={calculations}
            value={row.calculations}
            change={(next) =>
              put(
                withColumnCalculations(options, name, Array.isArray(next) ? next.map(String) : []),
              )
            }
          />
        </div>
      )}
    </li>
  );
}
