import { Button, Modal, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { tell } from '../../api/rest';
import { useOwnApi } from '../../api/useApi';
import { PlusIcon } from '../../components/icons';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { roles, type Role } from '../../session/role';
import { usePageClock } from '../../state/clock';
import { useDeed } from '../alerts/useDeed';
import { AdminsOnly } from './AdminsOnly';
import classes from './Settings.module.css';
import type { User } from './types';
import { UserRow } from './UserRow';

function AddForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const strings = useStrings().settings;
  const t = strings.users;
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [password, setPassword] = useState('');
  const { busy, failure, run } = useDeed();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await run(() => tell('POST', 'users', { name: name.trim(), role, password }))) onDone();
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t.name}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <NativeSelect
        label={t.role}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
        data={roles.map((each) => ({ value: each, label: t.roleMeaning[each] }))}
      />
      <TextInput
        type="password"
        autoComplete="new-password"
        label={t.password}
        description={t.passwordHint}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {failure !== '' && (
        <p role="alert" className={classes['failure']}>
          {failure}
        </p>
      )}
      <div className={classes['choices']}>
        <Button onClick={onCancel}>{strings.cancel}</Button>
        <PermittedButton
          needs="admin"
          type="submit"
          variant="filled"
          loading={busy}
          disabled={name.trim() === '' || password === ''}
        >
          {t.add}
        </PermittedButton>
      </div>
    </form>
  );
}

function Users() {
  const strings = useStrings();
  const t = strings.settings.users;
  const { tick, refresh } = usePageClock();
  const [adding, setAdding] = useState(false);
  const { answer, problem, loading } = useOwnApi<readonly User[]>({ path: 'users', tick });
  const close = () => setAdding(false);
  return (
    <div className={classes['section']}>
      <div className={classes['head']}>
        <span className={classes['soft']}>{answer && t.count(answer.data.length)}</span>
        <span className={classes['space']} />
        <PermittedButton
          needs="admin"
          variant="filled"
          leftSection={<PlusIcon size={14} />}
          onClick={() => setAdding(true)}
        >
          {t.add}
        </PermittedButton>
      </div>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={160} />}
      {answer && answer.data.length > 0 && (
        <ul className={classes['rows']}>
          {answer.data.map((user) => (
            <UserRow key={user.name} user={user} onChanged={refresh} />
          ))}
        </ul>
      )}
      <Modal
        opened={adding}
        onClose={close}
        title={t.add}
        closeButtonProps={{ 'aria-label': strings.frame.close }}
      >
        <AddForm
          onCancel={close}
          onDone={() => {
            close();
            refresh();
          }}
        />
      </Modal>
    </div>
  );
}

/** Who has an account, and as what. */
export function UsersSection() {
  return (
    <AdminsOnly>
      <Users />
    </AdminsOnly>
  );
}
