import { UnstyledButton } from '@mantine/core';
import { changeParams, usePlace } from '../../../state/location';
import classes from './Cardinality.module.css';

/** What a list is sorted by: names from A on, of all else the most first. */
export type Order = 'name' | 'series' | 'samples' | 'bytes';

interface OrderedHeadProps {
  readonly order: Order;
  readonly title: string;
}

/** The head of a column; a click sorts by it. The server sorts, because a page is not the list. */
export function OrderedHead({ order, title }: OrderedHeadProps) {
  const { params } = usePlace();
  const active = (params.get('sort') ?? 'series') === order;
  const direction = order === 'name' ? 'ascending' : 'descending';
  return (
    <th scope="col" aria-sort={active ? direction : 'none'}>
      <UnstyledButton
        className={classes['sort']}
        onClick={() => changeParams({ sort: order === 'series' ? null : order, offset: null })}
      >
        {title}
        {active && <span aria-hidden="true">{order === 'name' ? ' ↑' : ' ↓'}</span>}
      </UnstyledButton>
    </th>
  );
}
