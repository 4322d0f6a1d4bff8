import { TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { changePassword, findPerson } from '../../api/session';
import { Facts } from '../../components/Facts';
import { NothingYet } from '../../components/NothingYet';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { roleOf } from '../../session/role';
import { usePerson } from '../../state/session';
import { useDeed } from '../alerts/useDeed';
import classes from './Settings.module.css';

const example = `vigie:
  security: {}   # the first password is left in initial-admin-password in the data directory`;

function PasswordForm({ name }: { name: string }) {
  const t = useStrings().settings.account;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [done, setDone] = useState(false);
  const { busy, failure, run } = useDeed();
  const unlike = again !== '' && next !== again;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setDone(false);
    if (!(await run(() => changePassword(current, next)))) return;
    setDone(true);
    [setCurrent, setNext, setAgain].forEach((clear) => clear(''));
    await findPerson();
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <h2>{t.changePassword}</h2>
      <input type="hidden" name="username" autoComplete="username" value={name} />
      <TextInput
        type="password"
        autoComplete="current-password"
        label={t.current}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <TextInput
        type="password"
        autoComplete="new-password"
        label={t.next}
        description={t.nextHint}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <TextInput
        type="password"
        autoComplete="new-password"
        label={t.again}
        error={unlike && t.unlike}
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {failure !== '' && (
        <p role="alert" className={classes['failure']}>
          {failure}
        </p>
      )}
      <div role="status">{done && <StatusMark status="ok" label={t.changed} />}</div>
      <div>
        <PermittedButton
          needs="read"
          type="submit"
          variant="filled"
          loading={busy}
          disabled={current === '' || next === '' || next !== again}
        >
          {t.changePassword}
        </PermittedButton>
      </div>
    </form>
  );
}

/** Who is signed in, and their password. */
export function AccountSection() {
  const strings = useStrings();
  const t = strings.settings.account;
  const person = usePerson();
  if (person === undefined) return null;
  const { name, means, permissions, initialPassword } = person;
  if (means === 'local') return <NothingYet what={t.open} how={t.openMeaning} example={example} />;
  const may = permissions.map((permission) => t.permission[permission] ?? permission).join(', ');
  return (
    <div className={classes['section']}>
      {initialPassword && <StatusMark status="warning" label={t.madeUp} />}
      <Facts
        facts={[
          { name: t.name, value: name },
          { name: t.role, value: strings.session.role[roleOf(person)] },
          { name: t.may, value: may },
        ]}
      />
      {means === 'session' ? (
        <PasswordForm name={name} />
      ) : (
        <p className={classes['soft']}>{t.byFile}</p>
      )}
    </div>
  );
}
