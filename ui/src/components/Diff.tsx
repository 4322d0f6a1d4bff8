import { useStrings } from '../i18n';
import { hunksOf, type DiffLine } from '../lib/diff';
import classes from './Diff.module.css';

const marks = { same: ' ', removed: '−', added: '+' } as const;

function Line({ line: { kind, text } }: { line: DiffLine }) {
  const t = useStrings().settings.configuration;
  return (
    <div data-kind={kind}>
      <span aria-hidden="true">{marks[kind]} </span>
      {kind !== 'same' && <span className="visually-hidden">{t[kind]}: </span>}
      {text}
    </div>
  );
}

/** What changes in a text, line by line, with a little of what stays. */
export function Diff({ lines, label }: { lines: readonly DiffLine[]; label: string }) {
  const t = useStrings().settings.configuration;
  return (
    <div className={classes['diff']} role="region" aria-label={label} tabIndex={0}>
      {hunksOf(lines).map(({ skipped, lines: near }, index) => (
        <div key={index} className={classes['hunk']}>
          {skipped > 0 && <div className={classes['skipped']}>{t.left(skipped)}</div>}
          {near.map((line, at) => (
            <Line key={at} line={line} />
          ))}
        </div>
      ))}
    </div>
  );
}
