import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { RuleGroup } from '../../api/types';
import { ChevronDownIcon, ChevronRightIcon } from '../../components/icons';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { PermittedButton } from '../../session/PermittedButton';
import type { SeverityScale } from '../alerts/severity';
import classes from './GroupSection.module.css';
import { groupStatus, isMadeByApi, isOfKind, titleOf } from './rules';
import { RuleRow } from './RuleRow';

// Larger groups in which all is well are closed at first: what needs a person stays in view.
const mostOpenHealthy = 10;

export interface GroupSectionProps {
  readonly group: RuleGroup;
  /** By which firing rules are coloured. */
  readonly scale: SeverityScale;
  /** When the server said so. */
  readonly nowMillis: number;
  /** Opens the editor of a rule, or of the group. */
  readonly onEdit: (rule?: { readonly index: number; readonly name: string }) => void;
}

/** One group: where it is written, how often it runs, its rules. */
export function GroupSection({ group, scale, nowMillis, onEdit }: GroupSectionProps) {
  const { rules: t, ruleEditing } = useStrings();
  const title = titleOf(group);
  const isOfFile = !isMadeByApi(group);
  const status = groupStatus(group, scale);
  const [open, setOpen] = useState(status !== 'ok' || group.rules.length <= mostOpenHealthy);
  const failing = group.rules.filter((rule) => isOfKind(rule, 'failing')).length;
  return (
    <section className={classes['group']} aria-label={t.group(title)}>
      <div className={classes['bar']}>
        <UnstyledButton
          className={classes['head']}
          data-row
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
          <h2>{title}</h2>
          <span className={classes['file']}>
            {isOfFile ? group.file : ruleEditing.madeByApi} ·{' '}
            {t.every(readableDuration(group.interval * 1_000))}
          </span>
          <StatusMark status={status} label={t.count(group.rules.length, failing)} />
        </UnstyledButton>
        {isOfFile && (
          <PermittedButton
            size="compact-xs"
            variant="subtle"
            aria-label={ruleEditing.editGroup(group.name)}
            onClick={() => onEdit()}
          >
            {ruleEditing.edit}
          </PermittedButton>
        )}
      </div>
      {open &&
        group.rules.map((rule, index) => (
          <RuleRow
            key={`${rule.index ?? index} ${rule.name}`}
            rule={rule}
            onEdit={
              isOfFile && rule.index !== undefined
                ? () => onEdit({ index: rule.index ?? index, name: rule.name })
                : undefined
            }
            scale={scale}
            intervalSeconds={group.interval}
            nowMillis={nowMillis}
          />
        ))}
    </section>
  );
}
