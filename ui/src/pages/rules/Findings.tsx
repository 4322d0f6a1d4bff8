import type { LintFinding } from '../../api/types';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import classes from './Findings.module.css';
import { proposalOf, reasonOf } from './wording';

interface FindingsProps<T extends LintFinding> {
  readonly findings: readonly T[];
  /** What people look for; by default the file and the line. */
  readonly placeOf?: (finding: T) => string;
}

/** What is odd about a rule or a panel, why, and what to write instead. */
export function Findings<T extends LintFinding>({
  findings,
  placeOf = ({ file, line }) => `${file}:${line}`,
}: FindingsProps<T>) {
  const t = useStrings().ruleLint;
  return (
    <ul className={classes['findings']} aria-label={t.findings}>
      {findings.map((finding, index) => {
        const { check, severity } = finding;
        const proposal = proposalOf(finding, t.reasons);
        return (
          <li key={index} className={classes['finding']}>
            <StatusMark
              status={severity === 'warning' ? 'warning' : 'info'}
              label={t.checks[check] ?? check}
            />
            <p className={classes['reason']}>
              {reasonOf(finding, t.reasons)}{' '}
              <span className={classes['place']}>{placeOf(finding)}</span>
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
