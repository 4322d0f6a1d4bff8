import type { LintFinding } from '../../api/types';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import classes from './Findings.module.css';
import { proposalOf, reasonOf } from './wording';

/** What is odd about a rule, why, and what to write instead. */
export function Findings({ findings }: { findings: readonly LintFinding[] }) {
  const t = useStrings().ruleLint;
  return (
    <ul className={classes['findings']} aria-label={t.findings}>
      {findings.map((finding) => {
        const { check, severity, reason, file, line } = finding;
        const proposal = proposalOf(finding, t.reasons);
        return (
          <li key={`${check} ${reason}`} className={classes['finding']}>
            <StatusMark
              status={severity === 'warning' ? 'warning' : 'info'}
              label={t.checks[check] ?? check}
            />
            <p className={classes['reason']}>
              {reasonOf(finding, t.reasons)}{' '}
              <span className={classes['place']}>
                {file}:{line}
              </span>
            </p>
            <p className={classes['proposal']}>
              <span>{t.instead}</span>{' '}
              {proposal.literal ? <code>{proposal.text}</code> : proposal.text}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
