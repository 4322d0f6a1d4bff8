import { Button, Checkbox, Modal, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState, type SubmitEvent } from 'react';
import { tell } from '../../api/rest';
import { useOwnApi } from '../../api/useApi';
import { ConfirmButton } from '../../components/ConfirmButton';
import { CheckIcon, CopyIcon, PlusIcon } from '../../components/icons';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import { usePerson } from '../../state/session';
import { useDeed } from '../alerts/useDeed';
import classes from './Settings.module.css';
import type { Token } from './types';

const lifetimes = [30, 90, 365] as const;

interface Made extends Token {
  readonly token: string;
}

function MadeToken({ made, onDone }: { made: Made; onDone: () => void }) {
  const t = useStrings().settings.tokens;
  const table = useStrings().table;
  const { copy, copied } = useClipboard();
  return (
    <div className={classes['token']}>
      <StatusMark status="warning" label={t.created} />
      <pre tabIndex={0}>{made.token}</pre>
      <div className={classes['choices']}>
        <Button
          aria-label={t.copy}
          leftSection={copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
          onClick={() => copy(made.token)}
        >
          {copied ? table.copied : table.copy}
        </Button>
        <Button variant="filled" onClick={onDone}>
          {t.done}
        </Button>
      </div>
    </div>
  );
}

function MakeForm({ onMade, onCancel }: { onMade: (made: Made) => void; onCancel: () => void }) {
  const strings = useStrings().settings;
  const t = strings.tokens;
  const permissions = usePerson()?.permissions ?? [];
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>(['read']);
  const [days, setDays] = useState('90');
  const { busy, failure, run } = useDeed();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), scopes, ...(days !== '' && { expires_in: `${days}d` }) };
    await run(async () => onMade(await tell<Made>('POST', 'tokens', body)));
  };
  const turn = (scope: string, on: boolean) =>
    setScopes(on ? [...scopes, scope] : scopes.filter((each) => each !== scope));
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t.name}
        placeholder={t.nameHint}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <fieldset>
        <legend>{t.scopes}</legend>
        {Object.entries(t.scope)
          .filter(([scope]) => permissions.includes(scope))
          .map(([scope, meaning]) => (
            <Checkbox
              key={scope}
              size="xs"
              label={meaning}
              checked={scopes.includes(scope)}
              onChange={(event) => turn(scope, event.currentTarget.checked)}
            />
          ))}
      </fieldset>
      <NativeSelect
        label={t.lasts}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
        data={[
          ...lifetimes.map((each) => ({ value: String(each), label: t.days(each) })),
          { value: '', label: t.forever },
        ]}
      />
      {failure !== '' && (
        <p role="alert" className={classes['failure']}>
          {failure}
        </p>
      )}
      <div className={classes['choices']}>
        <Button onClick={onCancel}>{strings.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={name.trim() === '' || scopes.length === 0}
        >
          {t.create}
        </Button>
      </div>
    </form>
  );
}

function TokenRow({
  token,
  nowMillis,
  onChanged,
}: {
  token: Token;
  nowMillis: number;
  onChanged: () => void;
}) {
  const t = useStrings().settings.tokens;
  const format = useFormat();
  const { busy, failure, run } = useDeed();
  const { id, name, owner, scopes, expires, expired, lastUsed } = token;
  const revoke = async () => {
    if (await run(() => tell('DELETE', `tokens/${encodeURIComponent(id)}`))) onChanged();
  };
  const usedMillis = Date.parse(lastUsed ?? '');
  const facts = [
    ...(owner === '' ? [] : [t.of(owner)]),
    lastUsed === undefined
      ? t.neverUsed
      : t.lastUsed(format.relative(usedMillis, Math.max(nowMillis, usedMillis))),
    ...(expires === undefined ? [] : [t.expires(format.dateTime(Date.parse(expires)))]),
  ];
  return (
    <li className={classes['row']}>
      <span className={classes['what']}>
        <span>
          <strong>{name}</strong> <code>{scopes.join(' ')}</code>
        </span>
        <span className={classes['soft']}>{facts.join(' · ')}</span>
        {failure !== '' && (
          <span role="alert" className={classes['failure']}>
            {failure}
          </span>
        )}
      </span>
      <span className={classes['state']}>
        <StatusMark status={expired ? 'unknown' : 'ok'} label={expired ? t.expired : t.active} />
      </span>
      <ConfirmButton
        needs="read"
        busy={busy}
        verb={t.revoke}
        label={t.revokeOf(name)}
        question={t.revokeQuestion}
        onConfirm={() => void revoke()}
      />
    </li>
  );
}

/** Credentials for programs: one's own, or for an admin those of all. */
export function TokensSection() {
  const strings = useStrings();
  const t = strings.settings.tokens;
  const { tick, refresh } = usePageClock();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made>();
  const { answer, problem, loading } = useOwnApi<readonly Token[]>({ path: 'tokens', tick });
  // A token belongs to somebody: where nobody is asked, there is nobody to own one.
  const hasOwner = usePerson()?.means === 'session';
  const close = () => {
    setOpen(false);
    setMade(undefined);
    refresh();
  };
  return (
    <div className={classes['section']}>
      <div className={classes['head']}>
        <span className={classes['soft']}>{t.meaning}</span>
        <span className={classes['space']} />
        {hasOwner && (
          <PermittedButton
            needs="read"
            variant="filled"
            leftSection={<PlusIcon size={14} />}
            onClick={() => setOpen(true)}
          >
            {t.add}
          </PermittedButton>
        )}
      </div>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={160} />}
      {answer?.data.length === 0 && (
        <p className={classes['none']}>
          {t.none} {hasOwner ? t.noneHow : strings.settings.account.open}
        </p>
      )}
      {answer && answer.data.length > 0 && (
        <ul className={classes['rows']}>
          {answer.data.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              nowMillis={answer.receivedAtMillis}
              onChanged={refresh}
            />
          ))}
        </ul>
      )}
      <Modal
        opened={open}
        onClose={close}
        title={t.add}
        closeButtonProps={{ 'aria-label': strings.frame.close }}
      >
        {made === undefined ? (
          <MakeForm onMade={setMade} onCancel={close} />
        ) : (
          <MadeToken made={made} onDone={close} />
        )}
      </Modal>
    </div>
  );
}
