import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { act } from '../../api/client';
import type { AlertNote } from '../../api/types';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import { useOwnName } from '../../session/useOwnName';
import type { HandlingProps } from './AcknowledgeButton';
import classes from './Handling.module.css';
import { useDeed } from './useDeed';

const kinds: readonly AlertNote['kind'][] = ['note', 'action', 'resolution'];

function NoteForm({ fingerprint, onChanged }: Pick<HandlingProps, 'fingerprint' | 'onChanged'>) {
  const t = useStrings().alertHandling;
  const name = useOwnName();
  const [kind, setKind] = useState<string>('note');
  const [text, setText] = useState('');
  const { busy, failure, run } = useDeed();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { kind, text, author: name };
    if (await run(() => act(`alerts/${fingerprint}/notes`, body))) {
      setText('');
      onChanged();
    }
  };
  return (
    <form className={classes['line']} onSubmit={(event) => void submit(event)}>
      <NativeSelect
        aria-label={t.noteKindLabel}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        data={kinds.map((each) => ({ value: each, label: t.noteKind[each] }))}
      />
      <TextInput
        className={classes['grow'] ?? ''}
        aria-label={t.addNote}
        placeholder={t.addNote}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PermittedButton type="submit" loading={busy} disabled={text.trim() === ''}>
        {t.save}
      </PermittedButton>
      {failure !== '' && <p role="alert">{failure}</p>}
    </form>
  );
}

function ResolveButton({
  fingerprint,
  onChanged,
}: Pick<HandlingProps, 'fingerprint' | 'onChanged'>) {
  const t = useStrings().alertHandling;
  const name = useOwnName();
  const [open, setOpen] = useState(false);
  const { busy, failure, run } = useDeed();
  const resolve = async () => {
    if (await run(() => act(`alerts/${fingerprint}/resolve`, { author: name }))) {
      setOpen(false);
      onChanged();
    }
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <PermittedButton onClick={() => setOpen(!open)}>{t.resolve}</PermittedButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes['form']}>
          <p className={classes['meaning']}>{t.resolveMeaning}</p>
          {failure !== '' && <p role="alert">{failure}</p>}
          <div className={classes['choices']}>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
            <Button variant="filled" loading={busy} onClick={() => void resolve()}>
              {t.resolve}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Notes about an alert, and what can be done about it. */
export function HandlingForms({ alert, fingerprint, onChanged }: HandlingProps) {
  const t = useStrings().alertHandling;
  const format = useFormat();
  if (alert.resolvedByHand !== undefined) return null;
  return (
    <section className={classes['section']} aria-label={t.notes}>
      <h3>{t.notes}</h3>
      {alert.notes !== undefined && (
        <ol className={classes['events']}>
          {alert.notes.map(({ time, kind, author, text }) => (
            <li key={`${time} ${text}`}>
              <time dateTime={time}>{format.dateTime(Date.parse(time))}</time>
              <span>
                <strong>{t.noteKind[kind]}</strong> {t.by(author)}: {text}
              </span>
            </li>
          ))}
        </ol>
      )}
      <NoteForm fingerprint={fingerprint} onChanged={onChanged} />
      <div>
        <ResolveButton fingerprint={fingerprint} onChanged={onChanged} />
      </div>
    </section>
  );
}
