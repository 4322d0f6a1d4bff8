import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { ChevronDownIcon, ChevronRightIcon } from '../../components/icons';
import { PageRows } from '../../components/PageRows';
import { StatusMark, type Status } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { DroppedTargets } from './DroppedTargets';
import classes from './PoolSection.module.css';
import { countByHealth, type Pool } from './pools';
import { TargetRow } from './TargetRow';

// Larger jobs in which all is well are closed at first: what needs a person stays in view.
const mostOpenHealthy = 10;

export interface PoolSectionProps {
  readonly pool: Pool;
  /** When the server said so. */
  readonly nowMillis: number;
}

function statusOf({ targets, problems }: Pool): Status {
  const { up, down } = countByHealth(targets);
  if (down > 0) return 'critical';
  if (problems.length > 0) return 'warning';
  return targets.length > 0 && up === targets.length ? 'ok' : 'unknown';
}

function PoolProblems({ pool }: { pool: Pool }) {
  const t = useStrings().targets;
  return pool.problems.map(({ explanation, remedy }) => (
    <div key={explanation} className={classes['problem']}>
      <StatusMark status="warning" label={explanation} />
      {remedy !== undefined && (
        <p>
          {t.remedy} {remedy}
        </p>
      )}
    </div>
  ));
}

/** Which rows are open is kept here: a row that is scrolled out of view is forgotten. */
function TargetList({ pool, nowMillis }: PoolSectionProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const { targets } = pool;
  const keyAt = (index: number) => {
    const target = targets[index];
    return target === undefined ? '' : `${target.scrapeUrl} ${JSON.stringify(target.labels)}`;
  };
  const toggle = (key: string) => {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  };
  return (
    <PageRows count={targets.length} usualHeight={49} keyOf={keyAt}>
      {(index) => {
        const target = targets[index];
        const key = keyAt(index);
        return (
          target && (
            <TargetRow
              target={target}
              nowMillis={nowMillis}
              open={opened.has(key)}
              onToggle={() => toggle(key)}
            />
          )
        );
      }}
    </PageRows>
  );
}

/** One job: its state, its targets, and what relabelling dropped. */
export function PoolSection({ pool, nowMillis }: PoolSectionProps) {
  const t = useStrings().targets;
  const status = statusOf(pool);
  const [open, setOpen] = useState(status !== 'ok' || pool.targets.length <= mostOpenHealthy);
  const { up } = countByHealth(pool.targets);
  const isEmpty = pool.targets.length === 0 && pool.problems.length === 0;
  return (
    <section className={classes['pool']} aria-label={t.pool(pool.name)}>
      <UnstyledButton
        className={classes['head']}
        data-row
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
        <h2>{pool.name}</h2>
        <StatusMark
          status={status}
          label={pool.targets.length === 0 ? t.noneOf : t.upOf(up, pool.targets.length)}
        />
      </UnstyledButton>
      {open && (
        <div className={classes['body']}>
          <PoolProblems pool={pool} />
          {isEmpty && (
            <p className={classes['empty']}>{pool.droppedCount > 0 ? t.allDropped : t.noTargets}</p>
          )}
          <TargetList pool={pool} nowMillis={nowMillis} />
          <DroppedTargets pool={pool} />
        </div>
      )}
    </section>
  );
}
