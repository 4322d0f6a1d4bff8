import { Button, Modal, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  readSource,
  saveSource,
  type Flaw,
  type RuleSource,
  type SourceAddress,
} from '../../../api/ruleSource';
import { asProblem } from '../../../api/useApi';
import { Diff } from '../../../components/Diff';
import { Problem } from '../../../components/Problem';
import { StatusMark } from '../../../components/StatusMark';
import { useStrings } from '../../../i18n';
import { diffLines } from '../../../lib/diff';
import { useDeed } from '../../alerts/useDeed';
import { reasonOf } from '../wording';
import classes from './RuleEditor.module.css';
import { Trial } from './Trial';
import { isRecordsOnly, lineNotes } from './trial';
import { useTrial } from './useTrial';
import YamlEditor from './YamlEditor';

export interface RuleEditorProps {
  readonly address: SourceAddress;
  /** Seconds between evaluations. */
  readonly intervalSeconds: number;
  readonly close: () => void;
}

/** A version of the text, as the server has it. */
interface Version {
  readonly text: string;
  readonly version: string;
}

/** The YAML of a rule or a group, with what is said about it and what it would have done; saved to its file. */
export default function RuleEditor({ address, intervalSeconds, close }: RuleEditorProps) {
  const closeLabel = useStrings().frame.close;
  const t = useStrings().ruleEditing;
  const [dirty, setDirty] = useState(false);
  const source = useQuery({
    queryKey: ['rule-source', address],
    queryFn: ({ signal }) => readSource(address, signal),
    // What is being edited is not exchanged under the hand; each opening reads anew.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const leave = () => {
    if (!dirty || window.confirm(t.discard)) close();
  };
  return (
    <Modal
      opened
      onClose={leave}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={address.rule ? t.title(address.rule.name) : t.groupTitle(address.group)}
      size="min(1200px, 96vw)"
    >
      {source.error !== null && <Problem problem={asProblem(source.error)} />}
      {source.isPending && <Skeleton height={320} />}
      {source.data && (
        <Editing
          address={address}
          source={source.data}
          intervalSeconds={intervalSeconds}
          setDirty={setDirty}
          close={leave}
        />
      )}
    </Modal>
  );
}

interface EditingProps extends RuleEditorProps {
  readonly source: RuleSource;
  readonly setDirty: (dirty: boolean) => void;
}

type Stage = 'editing' | 'review' | 'saved';

function Editing({ address, source, intervalSeconds, setDirty, close }: EditingProps) {
  const t = useStrings().ruleEditing;
  const client = useQueryClient();
  const [base, setBase] = useState<Version>(source);
  const [theirs, setTheirs] = useState<Version>();
  const [text, setText] = useState(source.text);
  const [stage, setStage] = useState<Stage>('editing');
  const [refused, setRefused] = useState<readonly Flaw[]>([]);
  const { busy, failure, run } = useDeed();
  const change = (next: string) => {
    setText(next);
    setDirty(next !== base.text);
    setRefused([]);
  };
  const save = () =>
    run(async () => {
      const outcome = await saveSource(address, text, base.version);
      if (outcome.kind === 'saved') {
        setDirty(false);
        setStage('saved');
        await client.invalidateQueries({ queryKey: ['rules'] });
        await client.invalidateQueries({ queryKey: ['rules/lint'] });
      } else {
        setStage('editing');
        if (outcome.kind === 'outdated') setTheirs(outcome);
        else setRefused(outcome.problems);
      }
    });
  const rebase = (keep: boolean) => {
    if (theirs === undefined) return;
    setBase(theirs);
    if (!keep) setText(theirs.text);
    setDirty(keep);
    setTheirs(undefined);
  };
  if (stage === 'saved')
    return (
      <div className={classes['layout']} role="status">
        <StatusMark status="ok" label={t.saved(`${source.file}:${source.line}`)} />
        <div className={classes['buttons']}>
          <Button variant="filled" onClick={close}>
            {t.close}
          </Button>
        </div>
      </div>
    );
  if (stage === 'review')
    return (
      <div className={classes['layout']}>
        <p className={classes['soft']}>{t.reviewHint(source.file)}</p>
        <Diff lines={diffLines(base.text, text)} label={t.review} />
        {failure !== '' && <p role="alert">{failure}</p>}
        <div className={classes['buttons']}>
          <Button onClick={() => setStage('editing')}>{t.back}</Button>
          <Button variant="filled" loading={busy} onClick={() => void save()}>
            {t.write}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={classes['layout']}>
      <p className={classes['soft']}>
        <code>
          {source.file}:{source.line}
        </code>{' '}
        · {t.onlyThese}
      </p>
      {source.obstacle !== undefined && (
        <StatusMark
          status="warning"
          label={t.obstacles[source.obstacle] ?? source.obstacleReason ?? ''}
        />
      )}
      {theirs && <Conflict mine={text} theirs={theirs.text} rebase={rebase} />}
      {refused.map(({ reason }) => (
        <p key={reason} role="alert">
          {reason}
        </p>
      ))}
      <Written
        address={address}
        source={source}
        intervalSeconds={intervalSeconds}
        text={text}
        change={change}
        canSave={
          source.obstacle === undefined && theirs === undefined && text.trim() !== base.text.trim()
        }
        review={() => setStage('review')}
        close={close}
      />
    </div>
  );
}

interface WrittenProps {
  readonly address: SourceAddress;
  readonly source: RuleSource;
  readonly intervalSeconds: number;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly canSave: boolean;
  readonly review: () => void;
  readonly close: () => void;
}

function Written({ address, source, intervalSeconds, text, change, ...props }: WrittenProps) {
  const t = useStrings().ruleEditing;
  const reasons = useStrings().ruleLint.reasons;
  const [hours, setHours] = useState(24);
  const trial = useTrial(address, source, intervalSeconds, text, hours);
  const { data } = trial.check;
  const notes = useMemo(
    () => (data === undefined ? [] : lineNotes(data, (finding) => reasonOf(finding, reasons))),
    [data, reasons],
  );
  return (
    <>
      <div className={classes['columns']}>
        <YamlEditor
          value={text}
          onChange={change}
          label={t.yaml}
          notes={notes}
          firstLine={source.line}
        />
        <Trial
          trial={trial}
          hours={hours}
          setHours={setHours}
          firstLine={source.line}
          recordsOnly={isRecordsOnly(text)}
        />
      </div>
      <div className={classes['buttons']}>
        <Button onClick={props.close}>{t.cancel}</Button>
        <Button
          variant="filled"
          disabled={!props.canSave || !trial.isSound || trial.stale}
          onClick={props.review}
        >
          {t.toReview}
        </Button>
      </div>
    </>
  );
}

function Conflict({
  mine,
  theirs,
  rebase,
}: {
  mine: string;
  theirs: string;
  rebase: (keepMine: boolean) => void;
}) {
  const t = useStrings().ruleEditing;
  return (
    <section className={classes['section']} role="alert">
      <StatusMark status="warning" label={t.outdated} />
      <Diff lines={diffLines(theirs, mine)} label={t.theirsToMine} />
      <div className={classes['buttons']}>
        <Button onClick={() => rebase(false)}>{t.takeTheirs}</Button>
        <Button onClick={() => rebase(true)}>{t.keepMine}</Button>
      </div>
    </section>
  );
}
