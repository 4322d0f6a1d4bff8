import { UnstyledButton } from '@mantine/core';
import { useStrings } from '../../i18n';
import { changeParams } from '../../state/location';
import classes from './AlertsPage.module.css';

/** That only some alerts are shown, because of a link in a message, and the way to all. */
export function ReceiverNotice({ receiver }: { receiver: string }) {
  const t = useStrings().alerts;
  return (
    <p className={classes['receiver']}>
      {t.onlyTo(receiver.replace(/\\(.)/g, '$1'))}{' '}
      <UnstyledButton onClick={() => changeParams({ receiver: null })}>{t.showAll}</UnstyledButton>
    </p>
  );
}
