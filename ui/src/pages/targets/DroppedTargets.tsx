import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { ChevronDownIcon, ChevronRightIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import classes from './DroppedTargets.module.css';
import type { Pool } from './pools';
import { RelabelDetails } from './RelabelDetails';

// Each shows its steps, which are one request: enough to see which rule drops.
const mostShown = 10;

/** What relabelling left out, and at which rule. */
export function DroppedTargets({ pool }: { pool: Pool }) {
  const t = useStrings().targets;
  const [open, setOpen] = useState(false);
  if (pool.droppedCount === 0) return null;
  const shown = pool.dropped.slice(0, mostShown);
  return (
    <div className={classes['dropped']}>
      <UnstyledButton
        className={classes['toggle']}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
        {t.dropped(pool.droppedCount)}
      </UnstyledButton>
      {open && (
        <div className={classes['list']}>
          {shown.length < pool.droppedCount && (
            <p>{t.droppedShown(shown.length, pool.droppedCount)}</p>
          )}
          {shown.map(({ discoveredLabels }) => (
            <RelabelDetails
              key={JSON.stringify(discoveredLabels)}
              scrapePool={pool.name}
              discovered={discoveredLabels}
            />
          ))}
        </div>
      )}
    </div>
  );
}
