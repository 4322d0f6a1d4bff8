import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import { pastedPanel } from './draft';
import type { SetPanel } from './OptionFields';
import classes from './PanelEditor.module.css';

/** The panel in Grafana's JSON: to be copied there, or from there. */
export function PanelJson({ panel, set }: { panel: Json; set: SetPanel }) {
  const t = useStrings().editing;
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState('');
  const written = JSON.stringify(panel, null, 2);
  const apply = () => {
    const pasted = pastedPanel(text ?? '');
    if (pasted === undefined) {
      setProblem(t.notAPanel);
      return;
    }
    setProblem('');
    setText(undefined);
    // Where it stands and its number are the dashboard's to say.
    set(({ id, gridPos }) => ({ ...pasted, id, gridPos }), 'json');
  };
  return (
    <details className={classes['section']}>
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
