import { NativeSelect } from '@mantine/core';
import { asProblem } from '../../../api/useApi';
import { Problem } from '../../../components/Problem';
import { StatusMark } from '../../../components/StatusMark';
import { BackTestView } from '../../../dashboard/alert/BackTestView';
import { useStrings } from '../../../i18n';
import { readableDuration } from '../../../lib/duration';
import { Findings } from '../Findings';
import classes from './RuleEditor.module.css';
import type { useTrial } from './useTrial';

const choices = [1, 6, 24, 72, 168] as const;
const hourMillis = 3_600_000;

export interface TrialProps {
  readonly trial: ReturnType<typeof useTrial>;
  readonly hours: number;
  readonly setHours: (hours: number) => void;
  /** Of the file, in which the text begins. */
  readonly firstLine: number;
  /** Whether there is no alert in it. */
  readonly recordsOnly: boolean;
}

/** What is wrong or odd about the text, and what it would have done. */
export function Trial(props: TrialProps) {
  return (
    <div className={classes['beside']}>
      <Looked {...props} />
      <Past {...props} />
    </div>
  );
}

function Looked({ trial: { check, stale }, firstLine }: TrialProps) {
  const t = useStrings().ruleEditing;
  return (
    <section
      className={classes['section']}
      data-stale={stale || check.isFetching}
      aria-live="polite"
      aria-label={t.looked}
    >
      <h3>{t.looked}</h3>
      {check.error !== null && <Problem problem={asProblem(check.error)} />}
      {check.data === undefined && check.error === null && (
        <p className={classes['soft']}>{t.looking}</p>
      )}
      {check.data?.problems.length === 0 && check.data.findings.length === 0 && (
        <StatusMark status="ok" label={t.sound} />
      )}
      {check.data !== undefined && check.data.problems.length > 0 && (
        <ul className={classes['problems']}>
          {check.data.problems.map(({ line, reason }) => (
            <li key={`${line} ${reason}`}>
              <StatusMark
                status="critical"
                label={line > 0 ? t.line(line + firstLine - 1) : t.notARule}
              />
              <p>{reason}</p>
            </li>
          ))}
        </ul>
      )}
      {check.data !== undefined && check.data.findings.length > 0 && (
        <Findings
          findings={check.data.findings.map((finding) => ({
            ...finding,
            line: finding.line + firstLine - 1,
          }))}
        />
      )}
    </section>
  );
}

function Past({ trial: { replay, isSound, stale }, hours, setHours, recordsOnly }: TrialProps) {
  const t = useStrings().ruleEditing;
  return (
    <section
      className={classes['section']}
      data-stale={stale || replay.isFetching}
      aria-live="polite"
      aria-label={t.backTest}
    >
      <div className={classes['head']}>
        <h3>{t.backTest}</h3>
        <NativeSelect
          size="xs"
          aria-label={t.over}
          value={String(hours)}
          onChange={(event) => setHours(Number(event.currentTarget.value))}
          data={choices.map((each) => ({
            value: String(each),
            label: t.last(readableDuration(each * hourMillis)),
          }))}
        />
      </div>
      {replay.error !== null ? (
        <Problem problem={asProblem(replay.error)} />
      ) : replay.data === undefined ? (
        <p className={classes['soft']}>{isSound ? t.trying : t.afterwards}</p>
      ) : (
        <>
          {recordsOnly ? (
            <p>{t.recorded(replay.data.recordedSamples)}</p>
          ) : (
            <BackTestView test={replay.data} />
          )}
        </>
      )}
    </section>
  );
}
