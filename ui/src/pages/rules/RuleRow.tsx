import { Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Rule } from '../../api/types';
import { Link } from '../../components/Link';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import type { SeverityScale } from '../alerts/severity';
import { WhyPanel } from '../alerts/WhyPanel';
import { Findings } from './Findings';
import { statusOf } from './rules';
import classes from './RuleRow.module.css';

export interface RuleRowProps {
  readonly rule: Rule;
  readonly scale: SeverityScale;
  /** Seconds between evaluations. */
  readonly intervalSeconds: number;
  /** When the server said so. */
  readonly nowMillis: number;
  /** Opens the editor; undefined where the rule stands in no file. */
  readonly onEdit: (() => void) | undefined;
}

function useWord({ health, state, type }: Rule): string {
  const t = useStrings().rules;
  if (health !== 'ok') return t.health[health];
  return type === 'recording' || state === undefined ? t.health.ok : t.state[state];
}

function Timing({ rule, intervalSeconds, nowMillis }: Omit<RuleRowProps, 'onEdit'>) {
  const t = useStrings();
  const format = useFormat();
  const lastMillis = Date.parse(rule.lastEvaluation);
  const wasEvaluated = lastMillis > 0;
  const isSlow = rule.evaluationTime > intervalSeconds * 0.8;
  return (
    <>
      <span className={classes['when']}>
        <span className="visually-hidden">{t.rules.lastEvaluation} </span>
        <Tooltip label={wasEvaluated ? format.exact(lastMillis) : t.time.never}>
          <span>
            {wasEvaluated
              ? format.relative(lastMillis, Math.max(nowMillis, lastMillis))
              : t.time.never}
          </span>
        </Tooltip>
      </span>
      <span
        className={classes['duration']}
        data-slow={isSlow}
        title={isSlow ? t.rules.slow(readableDuration(intervalSeconds * 1_000)) : undefined}
      >
        <span className="visually-hidden">{t.rules.duration} </span>
        {wasEvaluated ? readableDuration(rule.evaluationTime * 1_000) : ''}
      </span>
    </>
  );
}

/** One rule: how it is, what it says, what it computes; why it fails, if it does. */
export function RuleRow(props: RuleRowProps) {
  const { rule, scale, onEdit } = props;
  const strings = useStrings();
  const t = strings.rules;
  const [why, setWhy] = useState(false);
  const { duration = 0, lastError = '' } = rule;
  return (
    <div className={classes['rule']}>
      <div className={classes['line']}>
        <StatusMark status={statusOf(rule, scale)} label={useWord(rule)} />
        <span className={classes['name']}>
          {rule.type === 'recording' && <span className={classes['kind']}>{t.records} </span>}
          <strong>{rule.name}</strong>
          {duration > 0 && (
            <span className={classes['kind']}>
              {' '}
              {t.holdsFor(readableDuration(duration * 1_000))}
            </span>
          )}
        </span>
        <Link className={classes['query']} to="/query" params={{ 'g0.expr': rule.query }}>
          <code>{rule.query}</code>
        </Link>
        <Timing {...props} />
        <span className={classes['deeds']}>
          {onEdit && (
            <PermittedButton
              size="compact-xs"
              variant="subtle"
              aria-label={strings.ruleEditing.editRule(rule.name)}
              onClick={onEdit}
            >
              {strings.ruleEditing.edit}
            </PermittedButton>
          )}
          {rule.type === 'alerting' && (
            <UnstyledButton
              aria-expanded={why}
              aria-label={strings.alertHandling.whyOf(rule.name)}
              onClick={() => setWhy(!why)}
            >
              {strings.alertHandling.why}
            </UnstyledButton>
          )}
        </span>
      </div>
      {lastError !== '' && <pre className={classes['failure']}>{lastError}</pre>}
      {rule.findings && rule.findings.length > 0 && <Findings findings={rule.findings} />}
      {why && <WhyPanel name={rule.name} />}
    </div>
  );
}
