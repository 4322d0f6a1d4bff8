import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { tell } from '../../api/rest';
import { useStrings } from '../../i18n';
import { parseDuration, readableDuration } from '../../lib/duration';
import { PermittedButton } from '../../session/PermittedButton';
import { useDeed } from '../alerts/useDeed';
import classes from './Health.module.css';

const choices = (texts: readonly string[]) =>
  texts.map((text) => ({ value: text, label: readableDuration(parseDuration(text) ?? 0) }));

function AddForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const t = useStrings().health;
  const [name, setName] = useState('');
  const [url, setUrl] = useState('https://');
  const [interval, setInterval] = useState('30s');
  const [timeout, setTimeout] = useState('5s');
  const [retries, setRetries] = useState('3');
  const [critical, setCritical] = useState(true);
  const { busy, failure, run } = useDeed();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const check = { name: name.trim(), url, interval, timeout, retries: Number(retries), critical };
    if (!(await run(() => tell('POST', 'health/services', check)))) return;
    // Whoever adds a check wants to see that it works; that it does not is told in its row.
    await run(() => tell('POST', 'health/check', { name: check.name }));
    onDone();
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        type="url"
        label={t.url}
        description={t.urlHint}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <div className={classes['three']}>
        <NativeSelect
          label={t.interval}
          value={interval}
          onChange={(event) => setInterval(event.currentTarget.value)}
          data={choices(['10s', '30s', '1m', '5m', '15m'])}
        />
        <NativeSelect
          label={t.timeout}
          value={timeout}
          onChange={(event) => setTimeout(event.currentTarget.value)}
          data={choices(['1s', '2s', '5s', '10s'])}
        />
        <NativeSelect
          label={t.retries}
          value={retries}
          onChange={(event) => setRetries(event.currentTarget.value)}
          data={['0', '1', '2', '3', '5']}
        />
      </div>
      <Checkbox
        size="xs"
        label={t.isCritical}
        checked={critical}
        onChange={(event) => setCritical(event.currentTarget.checked)}
      />
      {failure !== '' && <p role="alert">{failure}</p>}
      <div className={classes['choices']}>
        <Button onClick={onCancel}>{t.cancel}</Button>
        <PermittedButton
          type="submit"
          variant="filled"
          loading={busy}
          disabled={name.trim() === '' || !/^https?:\/\/[^/]/.test(url)}
        >
          {t.add}
        </PermittedButton>
      </div>
    </form>
  );
}

/** Takes a page to look at, and looks at once. */
export function AddCheck({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useStrings();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t.health.add}
      closeButtonProps={{ 'aria-label': t.frame.close }}
    >
      <AddForm onCancel={close} onDone={close} />
    </Modal>
  );
}
