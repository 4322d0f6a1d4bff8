import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { act } from '../../api/client';
import type { ActiveAlert } from '../../api/types';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import { useOwnName } from '../../session/useOwnName';
import { changeSettings } from '../../state/settings';
import classes from './Handling.module.css';
import { useDeed } from './useDeed';

const hourMillis = 3_600_000;
const durations = ['30m', '1h', '4h', '8h', '24h'] as const;
const millisOf: Readonly<Record<(typeof durations)[number], number>> = {
  '30m': hourMillis / 2,
  '1h': hourMillis,
  '4h': 4 * hourMillis,
  '8h': 8 * hourMillis,
  '24h': 24 * hourMillis,
};

export interface HandlingProps {
  readonly alert: ActiveAlert;
  readonly fingerprint: string;
  /** Of the alert, for who cannot see which row a button is in. */
  readonly name: string;
  readonly onChanged: () => void;
}

/** Who has an alert in hand, and for how long. */
export function Owner({ alert: { acknowledgement, resolvedByHand } }: { alert: ActiveAlert }) {
  const t = useStrings().alertHandling;
  const format = useFormat();
  if (resolvedByHand !== undefined)
    return (
      <span className={classes['owner']}>
        {t.resolvedByHand(resolvedByHand.author)} ·{' '}
        {t.until(format.dateTime(Date.parse(resolvedByHand.expires)))}
      </span>
    );
  if (acknowledgement === undefined) return null;
  const { owner, expires, comment } = acknowledgement;
  return (
    <span className={classes['owner']}>
      {t.has(owner)}
      {expires !== undefined && <> · {t.until(format.dateTime(Date.parse(expires)))}</>}
      {comment !== '' && <> · {comment}</>}
    </span>
  );
}

function AcknowledgeForm({
  fingerprint,
  onDone,
  onCancel,
}: {
  fingerprint: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useStrings().alertHandling;
  const [owner, setOwner] = useState(useOwnName());
  const [comment, setComment] = useState('');
  const [duration, setDuration] = useState<string>('4h');
  const { busy, failure, run } = useDeed();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    changeSettings({ name: owner });
    const body = { owner, comment, ...(duration !== '' && { for: duration }) };
    if (await run(() => act(`alerts/${fingerprint}/acknowledge`, body))) onDone();
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t.owner}
        placeholder={t.ownerHint}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t.comment}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <NativeSelect
        label={t.expires}
        value={duration}
        onChange={(event) => setDuration(event.currentTarget.value)}
        data={[
          ...durations.map((each) => ({ value: each, label: readableDuration(millisOf[each]) })),
          { value: '', label: t.expiresNever },
        ]}
      />
      <p className={classes['meaning']}>{t.acknowledgeMeaning}</p>
      {failure !== '' && <p role="alert">{failure}</p>}
      <div className={classes['choices']}>
        <Button onClick={onCancel}>{t.cancel}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t.acknowledge}
        </Button>
      </div>
    </form>
  );
}

/** Takes an alert in hand, or gives it back. */
export function AcknowledgeButton({ alert, fingerprint, name, onChanged }: HandlingProps) {
  const t = useStrings().alertHandling;
  const author = useOwnName();
  const [open, setOpen] = useState(false);
  const { busy, failure, run } = useDeed();
  if (alert.resolvedByHand !== undefined) return null;
  if (alert.acknowledgement !== undefined) {
    const release = async () => {
      const body = { author };
      if (await run(() => act(`alerts/${fingerprint}/unacknowledge`, body))) onChanged();
    };
    return (
      <PermittedButton
        size="xs"
        loading={busy}
        aria-label={t.releaseTitle(name)}
        title={failure}
        onClick={() => void release()}
      >
        {t.release}
      </PermittedButton>
    );
  }
  const done = () => {
    setOpen(false);
    onChanged();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <PermittedButton
          size="xs"
          aria-label={t.acknowledgeTitle(name)}
          onClick={() => setOpen(!open)}
        >
          {t.acknowledge}
        </PermittedButton>
      </Popover.Target>
      <Popover.Dropdown>
        <AcknowledgeForm fingerprint={fingerprint} onDone={done} onCancel={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
