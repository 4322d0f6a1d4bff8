import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answer } from '../../api/client';
import type { ApiState } from '../../api/useApi';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import classes from './ResultBar.module.css';

function Remarks({ warnings, infos }: Pick<Answer<unknown>, 'warnings' | 'infos'>) {
  const t = useStrings().query;
  const count = warnings.length + infos.length;
  if (count === 0) return null;
  const status = warnings.length > 0 ? 'warning' : 'info';
  return (
    <Popover position="bottom-end" withArrow={false}>
      <Popover.Target>
        <UnstyledButton className={classes['remarks']} data-remarks={status}>
          <StatusMark status={status} label={t.remarks(count)} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes['remarkList'] ?? ''}>
        {warnings.map((text) => (
          <p key={text}>
            <StatusMark status="warning" label={t.warning} /> {text}
          </p>
        ))}
        {infos.map((text) => (
          <p key={text}>
            <StatusMark status="info" label={t.info} /> {text}
          </p>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

export interface ResultBarProps<T> {
  readonly state: ApiState<T>;
  /** Number of series, once known. */
  readonly count: number | undefined;
  /** Beside count and time, such as the step. */
  readonly detail: string;
  readonly children: ReactNode;
}

/** Choice of view at the left; size, time and remarks of the answer at the right. */
export function ResultBar<T>({ state, count, detail, children }: ResultBarProps<T>) {
  const t = useStrings();
  const { answer, fetching } = state;
  return (
    <div className={classes['bar']}>
      {children}
      <div className={classes['facts']} aria-live="polite" data-fetching={fetching}>
        {answer && <Remarks warnings={answer.warnings} infos={answer.infos} />}
        {answer && count !== undefined && <span>{t.chart.series(count)}</span>}
        {answer && <span>{readableDuration(answer.tookMillis)}</span>}
        {answer && <span>{detail}</span>}
      </div>
    </div>
  );
}
