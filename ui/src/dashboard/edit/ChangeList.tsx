import { useStrings } from '../../i18n';
import { briefly, type Change } from './changes';
import classes from './SaveDialog.module.css';

/** What differs between two states of a dashboard, in words and values. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = useStrings().editing;
  if (changes.length === 0) return <p className={classes['soft']}>{t.noChanges}</p>;
  return (
    <ul className={classes['changes']}>
      {changes.map(({ kind, title, values }, index) => (
        <li key={index}>
          {values.length === 0 ? (
            t.changeKinds[kind](title)
          ) : (
            <details>
              <summary>
                {t.changeKinds[kind](title)}{' '}
                <span className={classes['soft']}>{t.values(values.length)}</span>
              </summary>
              <dl className={classes['values']}>
                {values.map(({ path, before, after }) => (
                  <div key={path}>
                    <dt>{path.replaceAll('/', ' › ')}</dt>
                    <dd>
                      {before !== undefined && <del>{briefly(before)}</del>}{' '}
                      {after !== undefined && <ins>{briefly(after)}</ins>}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
