import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import type { Permission } from '../state/session';
import { useRefusal } from './useRefusal';

export type PermittedButtonProps = ButtonProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & {
    /** What its deed takes. */
    readonly needs?: Permission;
  };

/**
 * A button of what not everybody may do. Who may not still sees it, and learns why: it is disabled
 * for hands and for readers, and keeps the focus so that its reason can be read.
 */
export function PermittedButton({ needs = 'edit', ...button }: PermittedButtonProps) {
  const refusal = useRefusal(needs);
  if (refusal === undefined) return <Button {...button} />;
  return (
    <Tooltip label={refusal} disabled={refusal === ''} multiline maw={280}>
      <Button
        {...button}
        data-disabled
        aria-disabled="true"
        aria-description={refusal}
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
