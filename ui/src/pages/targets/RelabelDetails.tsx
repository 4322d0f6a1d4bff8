import { Skeleton } from '@mantine/core';
import type { Labels, RelabelSteps } from '../../api/types';
import { useApi } from '../../api/useApi';
import { LabelList } from '../../components/LabelList';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { shownSteps, type LabelChange, type ShownStep } from './relabel';
import classes from './RelabelDetails.module.css';

function Change({ change: { name, before, after } }: { change: LabelChange }) {
  return (
    <li>
      <code>
        {name}: {before !== undefined && <del>{JSON.stringify(before)}</del>}{' '}
        {after !== undefined && <ins>{JSON.stringify(after)}</ins>}
      </code>
    </li>
  );
}

function Step({ step }: { step: ShownStep }) {
  const t = useStrings().targets;
  return (
    <li className={classes['step']}>
      <pre>{step.rule}</pre>
      {!step.keep && <StatusMark status="warning" label={t.stepDrops} />}
      {step.keep && step.changes.length === 0 && <span>{t.stepNothing}</span>}
      {step.changes.length > 0 && (
        <ul>
          {step.changes.map((change) => (
            <Change key={change.name} change={change} />
          ))}
        </ul>
      )}
    </li>
  );
}

export interface RelabelDetailsProps {
  readonly scrapePool: string;
  readonly discovered: Labels;
  /** After relabelling; undefined for a target that was dropped. */
  readonly labels?: Labels;
}

/** From what was discovered to what the target's series carry, rule by rule. */
export function RelabelDetails({ scrapePool, discovered, labels }: RelabelDetailsProps) {
  const t = useStrings().targets;
  const { answer, problem, loading } = useApi<RelabelSteps>({
    path: 'targets/relabel_steps',
    params: { scrapePool, labels: JSON.stringify(discovered) },
  });
  const steps = answer && shownSteps(discovered, answer.data.steps);
  return (
    <div className={classes['details']}>
      <div>
        <h3>{t.discovered}</h3>
        <LabelList labels={discovered} />
      </div>
      <div>
        <h3>{t.relabelling}</h3>
        {loading && <Skeleton height={48} />}
        {problem && <Problem problem={problem} />}
        {steps?.length === 0 && <p>{t.noRules}</p>}
        {steps !== undefined && steps.length > 0 && (
          <ol className={classes['steps']}>
            {steps.map((step, index) => (
              <Step key={index} step={step} />
            ))}
          </ol>
        )}
      </div>
      {labels && (
        <div>
          <h3>{t.labels}</h3>
          <LabelList labels={labels} />
        </div>
      )}
    </div>
  );
}
