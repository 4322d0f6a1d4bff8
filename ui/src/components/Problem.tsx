import { Button } from '@mantine/core';
import type { ApiProblem } from '../api/client';
import { useStrings, type Strings } from '../i18n';
import classes from './Problem.module.css';
import { StatusMark } from './StatusMark';

interface ProblemText {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

function refusedTitle(problem: ApiProblem, t: Strings['problem']): string {
  if (problem.errorType === 'bad_data') return t.badData;
  if (problem.errorType === 'execution') return t.execution;
  if (problem.errorType === 'timeout' || problem.errorType === 'canceled') return t.timeout;
  return problem.status === 404 ? t.notAvailable : t.refused;
}

/** What happened, why, and what to do. */
export function explainProblem(problem: ApiProblem, t: Strings['problem']): ProblemText {
  if (problem.kind === 'unreachable') {
    return { what: t.unreachable, why: '', remedy: t.unreachableRemedy(window.location.origin) };
  }
  if (problem.kind === 'unreadable') {
    if (problem.status === 404) return { what: t.notAvailable, why: '', remedy: '' };
    return { what: t.unreadable(problem.status), why: problem.message, remedy: t.unreadableRemedy };
  }
  const remedy = problem.errorType === 'timeout' ? t.timeoutRemedy : '';
  return { what: refusedTitle(problem, t), why: problem.message, remedy };
}

/** A request that failed, said where its result would stand. */
export function Problem({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }) {
  const t = useStrings().problem;
  const { what, why, remedy } = explainProblem(problem, t);
  return (
    <div className={classes['problem']} role="alert">
      <StatusMark status="critical" label={what} />
      {why !== '' && <pre className={classes['why']}>{why}</pre>}
      {remedy !== '' && <p className={classes['remedy']}>{remedy}</p>}
      {onRetry && problem.errorType !== 'bad_data' && <Button onClick={onRetry}>{t.retry}</Button>}
    </div>
  );
}
