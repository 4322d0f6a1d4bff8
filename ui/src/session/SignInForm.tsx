import { Button, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { ApiProblem } from '../api/problem';
import { signIn } from '../api/session';
import { explainProblem } from '../components/Problem';
import { useStrings, type Strings } from '../i18n';
import classes from './SignIn.module.css';

function reasonOf(error: unknown, t: Strings): string {
  if (!(error instanceof ApiProblem)) throw error;
  if (error.kind === 'refused' && error.status === 401) return t.session.wrong;
  const { what, why, remedy } = explainProblem(error, t.problem);
  return why !== '' ? why : `${what}. ${remedy}`;
}

export interface SignInFormProps {
  /** Whose session was over; empty for nobody's. */
  readonly name: string;
  /** Called with the name once it is done. */
  readonly onDone: (name: string) => Promise<void>;
}

/** Name and password. */
export function SignInForm({ name: before, onDone }: SignInFormProps) {
  const t = useStrings();
  const [name, setName] = useState(before);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(name.trim(), password);
      await onDone(name.trim());
    } catch (error) {
      setFailure(reasonOf(error, t));
      setPassword('');
      setBusy(false);
    }
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        size="md"
        label={t.session.name}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        autoFocus={before === ''}
        data-autofocus={before === '' || undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="md"
        type="password"
        label={t.session.password}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        autoFocus={before !== ''}
        data-autofocus={before !== '' || undefined}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {failure !== '' && (
        <p role="alert" className={classes['failure']}>
          {failure}
        </p>
      )}
      <Button type="submit" size="md" variant="filled" loading={busy}>
        {t.session.signIn}
      </Button>
    </form>
  );
}
