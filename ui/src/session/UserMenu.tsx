import { Menu, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { signOut } from '../api/session';
import { asProblem } from '../api/useApi';
import { StatusMark } from '../components/StatusMark';
import { useStrings } from '../i18n';
import { hrefOf, navigate } from '../state/location';
import { usePerson } from '../state/session';
import { roleOf } from './role';
import classes from './UserMenu.module.css';

function initials(name: string): string {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  const letters =
    parts.length > 1 ? parts.slice(0, 2).map((part) => part[0]) : Array.from(name).slice(0, 2);
  return letters.join('').toUpperCase();
}

/** Who is signed in, and the way out. Nothing where nobody is asked. */
export function UserMenu() {
  const t = useStrings().session;
  const person = usePerson();
  const [failure, setFailure] = useState('');
  if (person === undefined || person.name === '') return null;
  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      setFailure(asProblem(error).message);
    }
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes['user']} aria-label={t.signedInAs(person.name)}>
          {/* Drawn and not written: a label that is spoken to has to have every letter that is read. */}
          <span
            className={classes['initials']}
            aria-hidden="true"
            data-initials={initials(person.name)}
          />
          <span className={classes['name']} aria-hidden="true">
            {person.name}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.name} · {t.role[roleOf(person)]}
        </Menu.Label>
        {person.initialPassword && (
          <Menu.Item onClick={() => navigate(hrefOf('/settings'))}>
            <StatusMark status="warning" label={t.initialPassword} />
          </Menu.Item>
        )}
        <Menu.Item onClick={() => navigate(hrefOf('/settings'))}>{t.account}</Menu.Item>
        {person.means === 'session' && (
          <Menu.Item closeMenuOnClick={false} onClick={() => void leave()}>
            {t.signOut}
          </Menu.Item>
        )}
        {failure !== '' && (
          <p role="alert" className={classes['failure']}>
            {failure}
          </p>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
