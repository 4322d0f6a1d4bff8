import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { findPerson } from '../api/session';
import { useStrings } from '../i18n';
import type { Person } from '../state/session';
import classes from './SignIn.module.css';
import { SignInForm } from './SignInForm';

/** Over the page of somebody whose session is over: what they were doing waits behind it. */
export function SignInAgain({ person }: { person: Person }) {
  const t = useStrings().session;
  const client = useQueryClient();
  const goOn = async (name: string) => {
    // What the one before was looking at is not everybody's.
    if (name !== person.name) {
      window.location.reload();
      return;
    }
    await findPerson();
    await client.invalidateQueries();
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t.over}
      centered
    >
      <div className={classes['form']}>
        <p className={classes['soft']}>{t.overMeaning}</p>
        <SignInForm name={person.name} onDone={goOn} />
      </div>
    </Modal>
  );
}
