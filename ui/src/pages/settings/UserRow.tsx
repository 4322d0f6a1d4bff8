import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { tell } from '../../api/rest';
import { ConfirmButton } from '../../components/ConfirmButton';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import { roles } from '../../session/role';
import { usePerson } from '../../state/session';
import { useDeed } from '../alerts/useDeed';
import classes from './Settings.module.css';
import type { User } from './types';

const pathOf = (name: string) => `users/${encodeURIComponent(name)}`;

function ResetForm({
  name,
  onDone,
  onCancel,
}: {
  name: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const strings = useStrings().settings;
  const t = strings.users;
  const [password, setPassword] = useState('');
  const { busy, failure, run } = useDeed();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await run(() => tell('PUT', pathOf(name), { password }))) onDone();
  };
  return (
    <form className={classes['confirm']} onSubmit={(event) => void submit(event)}>
      <TextInput
        type="password"
        autoComplete="new-password"
        label={t.resetOf(name)}
        description={`${t.passwordHint} ${t.resetMeaning}`}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        data-autofocus
      />
      {failure !== '' && (
        <p role="alert" className={classes['failure']}>
          {failure}
        </p>
      )}
      <div className={classes['choices']}>
        <Button onClick={onCancel}>{strings.cancel}</Button>
        <Button type="submit" variant="filled" loading={busy} disabled={password === ''}>
          {t.reset}
        </Button>
      </div>
    </form>
  );
}

function ResetButton({ name, onDone }: { name: string; onDone: () => void }) {
  const t = useStrings().settings.users;
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <PermittedButton needs="admin" aria-label={t.resetOf(name)} onClick={() => setOpen(!open)}>
          {t.reset}
        </PermittedButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ResetForm
          name={name}
          onCancel={close}
          onDone={() => {
            close();
            onDone();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** One account, and what an admin can do about it. */
export function UserRow({ user, onChanged }: { user: User; onChanged: () => void }) {
  const strings = useStrings();
  const t = strings.settings.users;
  const format = useFormat();
  const person = usePerson();
  const { busy, failure, run } = useDeed();
  const [done, setDone] = useState('');
  const { name, role, disabled } = user;
  const change = async (changes: object) => {
    setDone('');
    await run(() => tell('PUT', pathOf(name), changes));
    onChanged();
  };
  const remove = async () => {
    if (await run(() => tell('DELETE', pathOf(name)))) onChanged();
  };
  const facts = [
    ...(person?.name === name ? [t.you] : []),
    t.created(format.dateTime(Date.parse(user.created))),
    ...(user.initialPassword ? [t.initial] : []),
  ];
  return (
    <li className={classes['row']}>
      <span className={classes['what']}>
        <strong>{name}</strong>
        <span className={classes['soft']}>{facts.join(' · ')}</span>
        {failure !== '' && (
          <span role="alert" className={classes['failure']}>
            {failure}
          </span>
        )}
        <span role="status" className={classes['soft']}>
          {done}
        </span>
      </span>
      <span className={classes['state']}>
        <StatusMark status={disabled ? 'unknown' : 'ok'} label={disabled ? t.disabled : t.active} />
      </span>
      <NativeSelect
        size="xs"
        aria-label={t.roleOf(name)}
        value={role}
        onChange={(event) => void change({ role: event.currentTarget.value })}
        data={roles.map((each) => ({ value: each, label: strings.session.role[each] }))}
      />
      <span className={classes['deeds']}>
        <PermittedButton
          needs="admin"
          loading={busy}
          onClick={() => void change({ disabled: !disabled })}
        >
          {disabled ? t.enable : t.disable}
          <span className="visually-hidden"> {name}</span>
        </PermittedButton>
        <ResetButton
          name={name}
          onDone={() => {
            setDone(t.resetDone(name));
            onChanged();
          }}
        />
        <ConfirmButton
          needs="admin"
          verb={t.remove}
          label={t.removeOf(name)}
          question={t.removeQuestion(name)}
          onConfirm={() => void remove()}
        />
      </span>
    </li>
  );
}
