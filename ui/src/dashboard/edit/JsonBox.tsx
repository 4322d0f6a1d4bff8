import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import classes from './Form.module.css';

/**
 * Something in Grafana's JSON: to be copied there, or from there.
 * `take` says what is wrong with a text, or takes it over and says nothing.
 */
export function JsonBox({
  json,
  take,
  open = false,
}: {
  json: Json;
  take: (text: string) => string | undefined;
  open?: boolean;
}) {
  const t = useStrings().editing;
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState('');
  const written = JSON.stringify(json, null, 2);
  const apply = () => {
    const wrong = take(text ?? '');
    setProblem(wrong ?? '');
    if (wrong === undefined) setText(undefined);
  };
  return (
    <details className={classes['section']} open={open}>
      <summary>{t.json}</summary>
      <textarea
        className={classes['json']}
        aria-label={t.json}
        spellCheck={false}
        value={text ?? written}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {problem !== '' && (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['actions']}>
        <Button disabled={text === undefined || text === written} onClick={apply}>
          {t.applyJson}
        </Button>
        <Button onClick={() => void navigator.clipboard.writeText(written)}>{t.copyJson}</Button>
      </div>
    </details>
  );
}
