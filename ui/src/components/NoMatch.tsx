import { Button } from '@mantine/core';
import { useStrings } from '../i18n';
import classes from './NoMatch.module.css';

/** A filter that leaves nothing, and the way back. */
export function NoMatch({ text, clear }: { text: string; clear: () => void }) {
  const t = useStrings().table;
  return (
    <div className={classes['none']}>
      <p>{t.noMatch(text)}</p>
      <Button onClick={clear}>{t.clearFilter}</Button>
    </div>
  );
}
