import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { askByForm, type ApiProblem } from '../../api/client';
import { makeRule, RuleRefused } from '../../api/rules';
import type { LintFindings } from '../../api/types';
import { asProblem } from '../../api/useApi';
import { Link } from '../../components/Link';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { Findings } from '../../pages/rules/Findings';
import { useSeverityScale } from '../../pages/alerts/severity';
import { LazyEditor } from '../../promql/LazyEditor';
import type { Panel } from '../model/types';
import type { Question } from '../questions';
import classes from './AlertDraft.module.css';
import { BackTestView } from './BackTestView';
import { backTestOf, type BackTest, type Replay } from './backTest';
import {
  conditionOf,
  draftFrom,
  operators,
  ruleFile,
  ruleRequest,
  shortcoming,
  type Operator,
  type RuleDraft,
} from './ruleDraft';

export interface AlertDraftProps {
  readonly panel: Panel;
  readonly title: string;
  readonly questions: readonly Question[];
  readonly dashboard: { readonly uid: string; readonly title: string };
  readonly close: () => void;
}

const pauseMillis = 800;
const dayMillis = 86_400_000;

/** What the rule would have done, and what is odd about it: asked a moment after the last key. */
function useTrial(draft: RuleDraft) {
  const [settled] = useDebouncedValue(draft, pauseMillis);
  const rules = ruleFile(settled);
  const enabled = shortcoming(settled) === undefined;
  const replay = useQuery<BackTest>({
    queryKey: ['back-test', rules],
    queryFn: ({ signal }) => {
      const now = Date.now();
      return askByForm<Replay>(
        'rules/replay',
        { rules, name: 'draft', from: (now - dayMillis) / 1_000, to: now / 1_000 },
        signal,
      ).then(backTestOf);
    },
    enabled,
    placeholderData: keepPreviousData,
  });
  const lint = useQuery<LintFindings['findings']>({
    queryKey: ['lint-draft', rules],
    queryFn: ({ signal }) =>
      askByForm<LintFindings>('rules/lint', { rules, name: 'draft' }, signal).then(
        ({ findings }) => findings,
      ),
    enabled,
    placeholderData: keepPreviousData,
  });
  return { replay, lint, stale: settled !== draft };
}

/** A rule that watches what a panel shows: tried on the last day before it is saved. */
export default function AlertDraft({ panel, title, questions, dashboard, close }: AlertDraftProps) {
  const closeLabel = useStrings().frame.close;
  const t = useStrings().alertDraft;
  const query = useStrings().query;
  const client = useQueryClient();
  const scale = useSeverityScale();
  const [first] = questions;
  const [draft, setDraft] = useState<RuleDraft | undefined>(
    () => first && draftFrom(panel, title, first),
  );
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  if (draft === undefined) return null;
  const change = (part: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...part });
    setProblem(undefined);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await makeRule(ruleRequest(draft, dashboard.uid, panel.id));
      await client.invalidateQueries({ queryKey: ['rules'] });
      setSaved(true);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={t.title(title)}
      size="min(960px, 96vw)"
    >
      {saved ? (
        <div className={classes['form']} role="status">
          <StatusMark status="ok" label={t.saved(draft.name)} />
          <p>{t.savedHint}</p>
          <div className={classes['buttons']}>
            <Link to="/rules" params={{ search: draft.name }}>
              {t.toRules}
            </Link>
            <Link to="/alerts" params={{ search: draft.name }}>
              {t.toAlerts}
            </Link>
            <Button variant="filled" onClick={close}>
              {t.close}
            </Button>
          </div>
        </div>
      ) : (
        <form className={classes['form']} onSubmit={(event) => void submit(event)}>
          {questions.length > 1 && (
            <NativeSelect
              size="xs"
              label={t.question}
              onChange={(event) => {
                const chosen = questions[Number(event.currentTarget.value)];
                if (chosen) change(draftFrom(panel, title, chosen));
              }}
              data={questions.map(({ refId, expression }, index) => ({
                value: String(index),
                label: `${refId}: ${expression.slice(0, 80)}`,
              }))}
            />
          )}
          <div>
            <span className={classes['label']}>{query.expression}</span>
            <LazyEditor
              value={draft.expression}
              onChange={(expression) => change({ expression })}
              onRun={() => undefined}
              label={query.expression}
              hint={query.placeholder}
            />
            <p className={classes['soft']}>{t.variablesFilled}</p>
          </div>
          <div className={classes['row']}>
            <NativeSelect
              size="xs"
              label={t.operator}
              value={draft.operator}
              onChange={(event) => change({ operator: event.currentTarget.value as Operator })}
              data={[...operators]}
            />
            <TextInput
              label={t.threshold}
              description={t.thresholdHint}
              value={draft.threshold}
              inputMode="decimal"
              onChange={(event) => change({ threshold: event.currentTarget.value })}
            />
            <TextInput
              label={t.hold}
              description={t.holdHint}
              value={draft.hold}
              onChange={(event) => change({ hold: event.currentTarget.value })}
            />
          </div>
          <div className={classes['row']}>
            <TextInput
              label={t.name}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <NativeSelect
              size="xs"
              label={t.severity}
              value={draft.severity}
              onChange={(event) => change({ severity: event.currentTarget.value })}
              data={scale.map(({ name }) => name)}
            />
            <TextInput
              label={t.summary}
              value={draft.summary}
              onChange={(event) => change({ summary: event.currentTarget.value })}
            />
          </div>
          <pre className={classes['condition']}>{conditionOf(draft)}</pre>
          <Trial draft={draft} />
          {problem && <Problem problem={problem} />}
          {problem instanceof RuleRefused &&
            problem.objections.map(({ reason, proposal }) => (
              <p key={reason} className={classes['soft']}>
                {reason} {t.instead} <code>{proposal}</code>
              </p>
            ))}
          <div className={classes['buttons']}>
            <Button onClick={close}>{t.cancel}</Button>
            <Button type="submit" variant="filled" disabled={shortcoming(draft) !== undefined}>
              {t.create}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

function Trial({ draft }: { draft: RuleDraft }) {
  const t = useStrings().alertDraft;
  const { replay, lint, stale } = useTrial(draft);
  const lack = shortcoming(draft);
  if (lack !== undefined) return <StatusMark status="unknown" label={t.lacks[lack]} />;
  return (
    <section
      className={classes['trial']}
      data-stale={stale || replay.isFetching}
      aria-live="polite"
      aria-label={t.backTest}
    >
      <h3>{t.backTest}</h3>
      {replay.error !== null ? (
        <Problem problem={asProblem(replay.error)} />
      ) : replay.data === undefined ? (
        <p className={classes['soft']}>{t.trying}</p>
      ) : (
        <BackTestView test={replay.data} />
      )}
      {lint.data !== undefined && lint.data.length > 0 && <Findings findings={lint.data} />}
    </section>
  );
}
