import { Button, Modal, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  addSource,
  readPlaces,
  type Flaw,
  type NewPlace,
  type SourcePlaces,
} from '../../../api/ruleSource';
import type { RuleGroup } from '../../../api/types';
import { asProblem } from '../../../api/useApi';
import { Diff } from '../../../components/Diff';
import { Problem } from '../../../components/Problem';
import { StatusMark } from '../../../components/StatusMark';
import { useStrings } from '../../../i18n';
import { LazyEditor } from '../../../promql/LazyEditor';
import { useDeed } from '../../alerts/useDeed';
import { useSeverityScale } from '../../alerts/severity';
import { reasonOf } from '../wording';
import { emptyDraft, lackOf, newFile, textOf, type NewRuleDraft } from './newRule';
import classes from './RuleEditor.module.css';
import { Trial } from './Trial';
import { isRecordsOnly, lineNotes } from './trial';
import { useTrial } from './useTrial';
import YamlEditor from './YamlEditor';

export interface NewRuleProps {
  /** Those in force, for how often they are evaluated. */
  readonly groups: readonly RuleGroup[];
  readonly close: () => void;
}

/** A rule that there is none of yet: by form, tried, and written to a rule file. */
export default function NewRule({ groups, close }: NewRuleProps) {
  const t = useStrings();
  const [dirty, setDirty] = useState(false);
  const places = useQuery({
    queryKey: ['rule-places'],
    queryFn: ({ signal }) => readPlaces(signal),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const leave = () => {
    if (!dirty || window.confirm(t.ruleEditing.discard)) close();
  };
  const { data } = places;
  return (
    <Modal
      opened
      onClose={leave}
      closeButtonProps={{ 'aria-label': t.frame.close }}
      title={t.newRule.title}
      size="min(1200px, 96vw)"
    >
      {places.error !== null && <Problem problem={asProblem(places.error)} />}
      {places.isPending && <Skeleton height={320} />}
      {data && data.files.length + data.patterns.length === 0 && <p>{t.newRule.nowhere}</p>}
      {data && data.files.length + data.patterns.length > 0 && (
        <Making places={data} groups={groups} setDirty={setDirty} close={leave} />
      )}
    </Modal>
  );
}

interface MakingProps extends NewRuleProps {
  readonly places: SourcePlaces;
  readonly setDirty: (dirty: boolean) => void;
}

type Stage =
  { readonly name: 'form' | 'review' } | { readonly name: 'saved'; readonly place: string };

function placeOf({ file, group, isNewGroup }: NewRuleDraft): NewPlace {
  return { file: file.trim(), ...(!isNewGroup && { group }) };
}

function Making({ places, groups, setDirty, close }: MakingProps) {
  const t = useStrings();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => emptyDraft(places));
  // What is written by hand, once somebody does.
  const [own, setOwn] = useState<string>();
  const [stage, setStage] = useState<Stage>({ name: 'form' });
  const [refused, setRefused] = useState<readonly Flaw[]>([]);
  const { busy, failure, run } = useDeed();
  const text = own ?? textOf(draft);
  const save = () =>
    run(async () => {
      const outcome = await addSource(placeOf(draft), text);
      if (outcome.kind === 'flawed') {
        setRefused(outcome.problems);
        setStage({ name: 'form' });
        return;
      }
      setDirty(false);
      setStage({ name: 'saved', place: `${outcome.source.file}:${outcome.source.line}` });
      await client.invalidateQueries({ queryKey: ['rules'] });
      await client.invalidateQueries({ queryKey: ['rules/lint'] });
    });
  if (stage.name === 'saved')
    return (
      <div className={classes['layout']} role="status">
        <StatusMark status="ok" label={t.ruleEditing.saved(stage.place)} />
        <div className={classes['buttons']}>
          <Button variant="filled" onClick={close}>
            {t.ruleEditing.close}
          </Button>
        </div>
      </div>
    );
  if (stage.name === 'review')
    return (
      <div className={classes['layout']}>
        <p className={classes['soft']}>
          {draft.isNewGroup
            ? t.newRule.groupGoes(draft.file)
            : t.newRule.ruleGoes(draft.file, draft.group)}
        </p>
        <Diff
          lines={text.split('\n').map((line) => ({ kind: 'added', text: line }))}
          label={t.ruleEditing.review}
        />
        {failure !== '' && <p role="alert">{failure}</p>}
        <div className={classes['buttons']}>
          <Button onClick={() => setStage({ name: 'form' })}>{t.ruleEditing.back}</Button>
          <Button variant="filled" loading={busy} onClick={() => void save()}>
            {t.ruleEditing.write}
          </Button>
        </div>
      </div>
    );
  const lack = own === undefined ? lackOf(draft) : undefined;
  return (
    <div className={classes['layout']}>
      <PlaceFields
        draft={draft}
        places={places}
        own={own !== undefined}
        change={(part) => {
          setDraft({ ...draft, ...part });
          setDirty(true);
          setRefused([]);
        }}
      />
      {refused.map(({ reason }) => (
        <p key={reason} role="alert">
          {reason}
        </p>
      ))}
      <Written
        draft={draft}
        places={places}
        groups={groups}
        change={(part) => {
          setDraft({ ...draft, ...part });
          setDirty(true);
          setRefused([]);
        }}
        lack={lack}
        text={text}
        own={own}
        setOwn={setOwn}
        review={() => setStage({ name: 'review' })}
        close={close}
      />
    </div>
  );
}

type Change = (part: Partial<NewRuleDraft>) => void;

interface PlaceFieldsProps {
  readonly draft: NewRuleDraft;
  readonly places: SourcePlaces;
  /** Whether the text is written by hand, and says itself what the group is called. */
  readonly own: boolean;
  readonly change: Change;
}

const newOne = '\n';

/** Where the rule goes: which file, which group. */
function PlaceFields({ draft, places, own, change }: PlaceFieldsProps) {
  const t = useStrings().newRule;
  const { files, patterns } = places;
  const known = files.find(({ file }) => file === draft.file);
  const chooseFile = (file: string) => {
    const next = file === newOne ? newFile(patterns) : file;
    const [group] = files.find((each) => each.file === next)?.groups ?? [];
    change({ file: next, group: group?.name ?? '', isNewGroup: group === undefined });
  };
  return (
    <div className={classes['fields']}>
      <NativeSelect
        size="xs"
        label={t.file}
        value={known ? draft.file : newOne}
        disabled={own}
        onChange={(event) => chooseFile(event.currentTarget.value)}
        data={[
          ...files.map(({ file, obstacle }) => ({
            value: file,
            label: obstacle === undefined ? file : t.readOnly(file),
            disabled: obstacle !== undefined,
          })),
          ...(patterns.length === 0 ? [] : [{ value: newOne, label: t.newFile }]),
        ]}
      />
      {known === undefined && (
        <TextInput
          label={t.path}
          description={t.pathHint(patterns.join(', '))}
          value={draft.file}
          disabled={own}
          onChange={(event) => change({ file: event.currentTarget.value })}
        />
      )}
      {known !== undefined && known.groups.length > 0 && (
        <NativeSelect
          size="xs"
          label={t.group}
          value={draft.isNewGroup ? newOne : draft.group}
          disabled={own}
          onChange={(event) => {
            const group = event.currentTarget.value;
            change(
              group === newOne ? { group: '', isNewGroup: true } : { group, isNewGroup: false },
            );
          }}
          data={[...known.groups.map(({ name }) => name), { value: newOne, label: t.newGroup }]}
        />
      )}
      {draft.isNewGroup && !own && (
        <>
          <TextInput
            label={t.groupName}
            value={draft.group}
            onChange={(event) => change({ group: event.currentTarget.value })}
          />
          <TextInput
            label={t.interval}
            description={t.intervalHint}
            placeholder="1m"
            value={draft.interval}
            onChange={(event) => change({ interval: event.currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}

/** What the rule is: its kind, its name, its expression, and whom it concerns. */
function RuleFields({ draft, change }: { draft: NewRuleDraft; change: Change }) {
  const { newRule: t, query } = useStrings();
  const scale = useSeverityScale();
  return (
    <div className={classes['beside']}>
      <div className={classes['fields']}>
        <NativeSelect
          size="xs"
          label={t.kind}
          value={draft.kind}
          onChange={(event) =>
            change({ kind: event.currentTarget.value === 'record' ? 'record' : 'alert' })
          }
          data={(['alert', 'record'] as const).map((kind) => ({
            value: kind,
            label: t.kinds[kind],
          }))}
        />
        <TextInput
          label={t.name}
          placeholder={draft.kind === 'alert' ? 'TargetDown' : 'job:up:sum'}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </div>
      <div>
        <span className={classes['soft']}>{query.expression}</span>
        <LazyEditor
          value={draft.expression}
          onChange={(expression) => change({ expression })}
          onRun={() => undefined}
          label={query.expression}
          hint={query.placeholder}
        />
      </div>
      {draft.kind === 'alert' && (
        <div className={classes['fields']}>
          <TextInput
            label={t.hold}
            value={draft.hold}
            onChange={(event) => change({ hold: event.currentTarget.value })}
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
      )}
    </div>
  );
}

interface WrittenProps {
  readonly draft: NewRuleDraft;
  readonly places: SourcePlaces;
  readonly groups: readonly RuleGroup[];
  readonly change: Change;
  readonly lack: ReturnType<typeof lackOf>;
  readonly text: string;
  readonly own: string | undefined;
  readonly setOwn: (text: string | undefined) => void;
  readonly review: () => void;
  readonly close: () => void;
}

/** What the group gives the rule: whoever is told may depend on it. */
function labelsOf({ files }: SourcePlaces, { file, group, isNewGroup }: NewRuleDraft) {
  const groups = isNewGroup ? [] : (files.find((each) => each.file === file)?.groups ?? []);
  return groups.find(({ name }) => name === group)?.labels ?? {};
}

const usualSeconds = 60;
const pauseMillis = 600;

/** The form, or its text to be written on by hand, with what is said about it and what it would have done. */
function Written({
  draft,
  places,
  groups,
  change,
  lack,
  text,
  own,
  setOwn,
  ...props
}: WrittenProps) {
  const t = useStrings();
  const [hours, setHours] = useState(24);
  const { group, isNewGroup } = draft;
  // A path is not asked about letter by letter.
  const [file] = useDebouncedValue(draft.file.trim(), pauseMillis);
  const interval = groups.find((each) => each.file === file && each.name === group)?.interval;
  const trial = useTrial(
    { file, group, ...(!isNewGroup && { rule: { index: 0, name: '' } }) },
    { groupLabels: labelsOf(places, draft) },
    interval ?? usualSeconds,
    lack === undefined ? text : '',
    hours,
    placeOf({ ...draft, file }),
  );
  const { data } = trial.check;
  const notes = useMemo(
    () =>
      data === undefined ? [] : lineNotes(data, (finding) => reasonOf(finding, t.ruleLint.reasons)),
    [data, t],
  );
  return (
    <>
      <div className={classes['columns']}>
        {own === undefined ? (
          <div className={classes['beside']}>
            <RuleFields draft={draft} change={change} />
            <pre className={classes['yaml']} aria-label={t.ruleEditing.yaml} tabIndex={0}>
              {text}
            </pre>
            <div>
              <Button onClick={() => setOwn(text)}>{t.newRule.byHand}</Button>
            </div>
          </div>
        ) : (
          <div className={classes['beside']}>
            <YamlEditor
              value={own}
              onChange={setOwn}
              label={t.ruleEditing.yaml}
              notes={notes}
              firstLine={1}
            />
            <div>
              <Button onClick={() => setOwn(undefined)}>{t.newRule.byForm}</Button>
            </div>
          </div>
        )}
        {lack === undefined ? (
          <Trial
            trial={trial}
            hours={hours}
            setHours={setHours}
            firstLine={1}
            recordsOnly={isRecordsOnly(text)}
          />
        ) : (
          <StatusMark status="unknown" label={t.newRule.lacks[lack]} />
        )}
      </div>
      <div className={classes['buttons']}>
        <Button onClick={props.close}>{t.ruleEditing.cancel}</Button>
        <Button
          variant="filled"
          disabled={
            lack !== undefined || !trial.isSound || trial.stale || file !== draft.file.trim()
          }
          onClick={props.review}
        >
          {t.ruleEditing.toReview}
        </Button>
      </div>
    </>
  );
}
