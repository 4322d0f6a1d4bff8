import { ActionIcon, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { CloseIcon, PlusIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { isComplete } from '../../promql/expression';
import { LazyEditor } from '../../promql/LazyEditor';
import { objectsOf, textOf, type Json } from '../model/json';
import type { SetPanel } from './OptionFields';
import formClasses from './Form.module.css';
import classes from './PanelEditor.module.css';

const pauseMillis = 700;

/** Names like `$__rate_interval` are put in before the server sees them: any duration or word does here. */
function readable(expression: string): boolean {
  const filled = expression
    .replaceAll(/\$\{?\w*(?:interval|range)\w*(?::\w+)?\}?/g, '5m')
    .replaceAll(/\$\{?\w+(?::\w+)?\}?|\[\[\w+\]\]/g, 'x');
  return expression.trim() === '' || isComplete(filled);
}

/** The text while it is written; it is asked a moment after it can be read, or when Enter says so. */
function Expression({ target, change }: { target: Json; change: (expression: string) => void }) {
  const t = useStrings();
  const expression = textOf(target['expr']);
  const [text, setText] = useState(expression);
  const [known, setKnown] = useState(expression);
  // Another one from elsewhere: undone, or pasted as JSON.
  if (known !== expression) {
    setKnown(expression);
    setText(expression);
  }
  const live = useRef(change);
  useEffect(() => {
    live.current = change;
  });
  useEffect(() => {
    if (text === expression || !readable(text)) return undefined;
    const timer = setTimeout(() => {
      setKnown(text);
      live.current(text);
    }, pauseMillis);
    return () => clearTimeout(timer);
  }, [text, expression]);
  return (
    <LazyEditor
      value={text}
      onChange={setText}
      onRun={() => {
        if (text === expression) return;
        setKnown(text);
        change(text);
      }}
      label={t.query.expression}
      hint={t.query.placeholder}
      lint={!expression.includes('$')}
    />
  );
}

/** The next letter that no question has. */
function freeRefId(targets: readonly Json[]): string {
  const taken = new Set(targets.map(({ refId }) => textOf(refId)));
  const letters = Array.from({ length: 26 }, (_, place) => String.fromCharCode(65 + place));
  return letters.find((letter) => !taken.has(letter)) ?? `Q${targets.length + 1}`;
}

/** What the panel asks the server. */
export function Queries({ panel, set }: { panel: Json; set: SetPanel }) {
  const t = useStrings().editing;
  const targets = objectsOf(panel['targets']);
  const put = (next: readonly Json[], kind: string) =>
    set((each) => ({ ...each, targets: next }), kind);
  return (
    <>
      {targets.map((target, place) => {
        const change = (part: Json, kind = 'query') =>
          put(
            targets.map((each, index) => (index === place ? { ...each, ...part } : each)),
            `${kind} ${place}`,
          );
        const instant = target['instant'] === true && target['range'] !== true;
        return (
          <div key={textOf(target['refId']) || place} className={classes['query']}>
            <div className={formClasses['heading']}>
              <strong>{textOf(target['refId'])}</strong>
              <label className={formClasses['several']}>
                <input
                  type="checkbox"
                  checked={target['hide'] !== true}
                  onChange={(event) => change({ hide: !event.currentTarget.checked })}
                />
                {t.shown}
              </label>
              <ActionIcon
                size={24}
                aria-label={t.removeQuery(textOf(target['refId']))}
                onClick={() =>
                  put(
                    targets.filter((_, index) => index !== place),
                    'remove',
                  )
                }
              >
                <CloseIcon size={12} />
              </ActionIcon>
            </div>
            <Expression target={target} change={(expr) => change({ expr })} />
            <div className={classes['queryOptions']}>
              <label className={formClasses['field']}>
                <span>{t.legendFormat}</span>
                <input
                  value={textOf(target['legendFormat']).replace('__auto', '')}
                  placeholder="{{instance}}"
                  onChange={(event) =>
                    change({ legendFormat: event.currentTarget.value || '__auto' }, 'name')
                  }
                />
              </label>
              <label className={formClasses['field']}>
                <span>{t.format}</span>
                <select
                  value={textOf(target['format'], 'time_series')}
                  onChange={(event) => change({ format: event.currentTarget.value })}
                >
                  {(['time_series', 'table', 'heatmap'] as const).map((format) => (
                    <option key={format} value={format}>
                      {t.formats[format]}
                    </option>
                  ))}
                </select>
              </label>
              <label className={formClasses['field']}>
                <span>{t.instant}</span>
                <input
                  type="checkbox"
                  checked={instant}
                  onChange={(event) => {
                    const now = event.currentTarget.checked;
                    change({ instant: now, range: !now });
                  }}
                />
              </label>
              <label className={formClasses['field']}>
                <span>{t.exemplars}</span>
                <input
                  type="checkbox"
                  checked={target['exemplar'] === true}
                  onChange={(event) => change({ exemplar: event.currentTarget.checked })}
                />
              </label>
            </div>
          </div>
        );
      })}
      <div>
        <Button
          leftSection={<PlusIcon size={12} />}
          onClick={() =>
            put(
              [...targets, { refId: freeRefId(targets), expr: '', legendFormat: '__auto' }],
              'add',
            )
          }
        >
          {t.addQuery}
        </Button>
      </div>
    </>
  );
}
