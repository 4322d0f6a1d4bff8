import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type SubmitEvent } from 'react';
import { ApiProblem } from '../../api/client';
import { asProblem } from '../../api/useApi';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { setLeaveGuard } from '../../state/leaving';
import { changeParams, hrefOf, navigate } from '../../state/location';
import type { DashboardAnswer } from '../listing';
import { textOf } from '../model/json';
import { ChangeList } from './ChangeList';
import { briefly, changesBetween } from './changes';
import { draftOf, type Draft } from './draft';
import { mergeDrafts, type Conflict, type Side } from './merge';
import { newest, pathOf, save, saveCopy } from './save';
import classes from './SaveDialog.module.css';

export interface SaveDialogProps {
  /** What editing began with. */
  readonly start: Draft;
  readonly draft: Draft;
  readonly answer: DashboardAnswer;
  readonly onSaved: () => void;
  readonly close: () => void;
}

interface ConflictListProps {
  readonly conflicts: readonly Conflict[];
  readonly decided: ReadonlyMap<string, Side>;
  readonly decide: (path: string, side: Side) => void;
}

/** What two people changed differently: one of them must be taken. */
function ConflictList({ conflicts, decided, decide }: ConflictListProps) {
  const t = useStrings().editing;
  return (
    <div className={classes['conflicts']}>
      <StatusMark status="warning" label={t.conflicts(conflicts.length)} />
      {conflicts.map(({ path, place, mine, theirs }) => (
        <fieldset key={path}>
          <legend>
            {place} <span className={classes['soft']}>{path.replaceAll('/', ' › ')}</span>
          </legend>
          {(['mine', 'theirs'] as const).map((side) => {
            const value = side === 'mine' ? mine : theirs;
            return (
              <label key={side}>
                <input
                  type="radio"
                  name={path}
                  checked={(decided.get(path) ?? 'mine') === side}
                  onChange={() => decide(path, side)}
                />
                <span>{t.sides[side]}</span>
                <code>{value === undefined ? t.removed : briefly(value)}</code>
              </label>
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}

/** Saves a draft: says what changes, and joins it with what somebody else saved meanwhile. */
export function SaveDialog({ start, draft, answer, onSaved, close }: SaveDialogProps) {
  const closeLabel = useStrings().frame.close;
  const t = useStrings().editing;
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const [title, setTitle] = useState(t.copyOf(textOf(draft['title'])));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  // What somebody else saved since editing began.
  const [theirs, setTheirs] = useState<DashboardAnswer>();
  const [decided, setDecided] = useState<ReadonlyMap<string, Side>>(new Map());
  const copies = !answer.editable;
  const merged = useMemo(
    () => theirs && mergeDrafts(start, draft, draftOf(theirs.dashboard), decided),
    [start, draft, theirs, decided],
  );
  const before = useMemo(() => (theirs ? draftOf(theirs.dashboard) : start), [theirs, start]);
  const result = merged?.draft ?? draft;
  const changes = useMemo(() => changesBetween(before, result), [before, result]);

  const arrive = async (uid: string) => {
    onSaved();
    setLeaveGuard(undefined);
    await client.invalidateQueries({ queryKey: ['dashboards'] });
    await client.invalidateQueries({ queryKey: [pathOf(uid)] });
    if (uid === answer.uid) changeParams({ edit: null, editPanel: null });
    else navigate(hrefOf(`/d/${encodeURIComponent(uid)}`));
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const { uid } = copies
        ? await saveCopy(draft, title, '')
        : await save({
            draft: result,
            uid: answer.uid,
            folder: answer.folder,
            message,
            baseVersion: (theirs ?? answer).version,
          });
      await arrive(uid);
    } catch (error) {
      const found = asProblem(error);
      if (found.status === 409)
        await newest(answer.uid).then(setTheirs, (e: unknown) => setProblem(asProblem(e)));
      else setProblem(found);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={copies ? t.saveAsCopy : t.saveTitle}
      size="lg"
    >
      <form className={classes['form']} onSubmit={(event) => void submit(event)}>
        {copies && <p>{answer.origin === 'file' ? t.readOnlyFile(answer.file ?? '') : ''}</p>}
        {!copies && answer.origin === 'built-in' && <p>{t.savesBuiltIn}</p>}
        {!copies && answer.origin === 'file' && <p>{t.savesFile(answer.file ?? '')}</p>}
        {theirs !== undefined && merged !== undefined && (
          <>
            <p role="status">{t.savedMeanwhile}</p>
            {merged.conflicts.length > 0 && (
              <ConflictList
                conflicts={merged.conflicts}
                decided={decided}
                decide={(path, side) => setDecided(new Map([...decided, [path, side]]))}
              />
            )}
          </>
        )}
        <ChangeList changes={changes} />
        {copies ? (
          <TextInput
            label={t.copyTitle}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            label={t.message}
            description={t.messageHint}
            value={message}
            maxLength={500}
            data-autofocus
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
        )}
        {problem && <Problem problem={problem} />}
        <div className={classes['buttons']}>
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="submit" variant="filled" loading={busy}>
            {copies ? t.saveCopy : theirs === undefined ? t.save : t.saveMerged}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
