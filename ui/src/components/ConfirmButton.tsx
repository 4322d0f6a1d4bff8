import { Button, Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useStrings } from '../i18n';
import { PermittedButton } from '../session/PermittedButton';
import type { Permission } from '../state/session';
import classes from './ConfirmButton.module.css';

export interface ConfirmButtonProps {
  /** The deed, as a verb; on the button, and on the one that does it. */
  readonly verb: string;
  /** The deed and what it is done to, for who cannot see where the button is. */
  readonly label: string;
  /** What happens then. */
  readonly question: ReactNode;
  readonly needs?: Permission;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
}

/** A button whose deed is done after a second look. */
export function ConfirmButton({
  verb,
  label,
  question,
  needs = 'edit',
  busy = false,
  onConfirm,
}: ConfirmButtonProps) {
  const t = useStrings().settings;
  const [open, setOpen] = useState(false);
  const confirm = () => {
    setOpen(false);
    onConfirm();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <PermittedButton
          needs={needs}
          loading={busy}
          aria-label={label}
          onClick={() => setOpen(!open)}
        >
          {verb}
        </PermittedButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes['confirm']}>
          <p>{question}</p>
          <div className={classes['choices']}>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
            <Button variant="filled" color="red" onClick={confirm}>
              {verb}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
