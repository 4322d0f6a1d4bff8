import type { LintFinding } from '../../api/types';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import classes from './Findings.module.css';

/** What is odd about a rule, why, and what to write instead. */
export function Findings({ findings }: { findings: readonly LintFinding[] }) {
  const t = useStrings().ruleLint;
  return (
    <ul className={classes['findings']} aria-label={t.findings}>
      {findings.map(({ check, severity, reason, proposal, file, line }) => (
        <li key={`${check} ${reason}`} className={classes['finding']}>
          <StatusMark
            status={severity === 'warning' ? 'warning' : 'info'}
            label={t.checks[check] ?? check}
          />
          <p className={classes['reason']}>
            {reason}{' '}
            <span className={classes['place']}>
              {file}:{line}
            </span>
          </p>
          <p className={classes['proposal']}>
            <span>{t.instead}</span> <code>{proposal}</code>
          </p>
        </li>
      ))}
    </ul>
  );
}
