import { Button } from '@mantine/core';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import { changeParams } from '../../../state/location';
import classes from './Cardinality.module.css';
import type { Page } from './types';

function go(offset: number): void {
  changeParams({ offset: offset <= 0 ? null : String(offset) });
}

/** Which part of a list is shown, and the way to the others. */
export function Pager({ page: { total, offset, limit } }: { page: Page }) {
  const t = useStrings().cardinality;
  const format = useFormat();
  if (total <= limit && offset === 0) return null;
  const end = Math.min(total, offset + limit);
  return (
    <div className={classes['pager']}>
      <Button size="xs" disabled={offset === 0} onClick={() => go(offset - limit)}>
        {t.earlier}
      </Button>
      <span role="status">
        {t.showing(
          format.count(Math.min(offset + 1, total)),
          format.count(end),
          format.count(total),
        )}
      </span>
      <Button size="xs" disabled={end >= total} onClick={() => go(offset + limit)}>
        {t.later}
      </Button>
    </div>
  );
}
