import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem, remove } from '../../api/client';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import classes from './QueriesPage.module.css';
import type { ActiveQuery } from './types';

/** Stops a query after a second look. */
export function KillButton({
  query: { id, query },
  onStopped,
}: {
  query: ActiveQuery;
  onStopped: () => void;
}) {
  const t = useStrings().queries;
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState('');
  const stop = async () => {
    try {
      await remove(`status/active_queries/${id}`);
      setOpen(false);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error.status === 404 ? t.gone : error.message);
    }
    onStopped();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <PermittedButton size="xs" aria-label={t.killTitle(query)} onClick={() => setOpen(!open)}>
          {t.kill}
        </PermittedButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes['confirm']}>
          <p>{t.killQuestion}</p>
          {failure !== '' && <p role="alert">{failure}</p>}
          <div className={classes['choices']}>
            <Button onClick={() => setOpen(false)}>{t.killNo}</Button>
            <Button variant="filled" color="red" onClick={() => void stop()}>
              {t.killYes}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
