import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState, type SubmitEvent } from 'react';
import { act } from '../../api/client';
import { LabelList } from '../../components/LabelList';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { useOwnName } from '../../session/useOwnName';
import { useRefusal } from '../../session/useRefusal';
import { changeSettings } from '../../state/settings';
import { useDeed } from '../alerts/useDeed';
import classes from './OnCallPage.module.css';
import { repeats, requestOf, type Repeat, type SilenceDraft } from './silenceRequest';
import type { Preview } from './types';

const previewDelayMillis = 400;
const shown = 5;
const durations = ['30m', '1h', '2h', '4h', '8h', '24h', '7d'] as const;

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Tonight at ten, as an input of a local time has it. */
function tonight(): string {
  const now = new Date();
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}T22:00`;
}

/** What the silence would hide, asked a moment after the last key. */
function usePreview(draft: SilenceDraft, permitted: boolean): Preview | string | undefined {
  const [preview, setPreview] = useState<Preview | string>();
  const request = JSON.stringify(requestOf({ ...draft, force: false }, zone()) ?? null);
  useEffect(() => {
    if (!permitted) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      const body = JSON.parse(request) as object | null;
      if (body === null) {
        setPreview(undefined);
        return;
      }
      act<Preview>('silences/preview', body).then(
        (answer) => current && setPreview(answer),
        (problem: unknown) =>
          current && setPreview(problem instanceof Error ? problem.message : String(problem)),
      );
    }, previewDelayMillis);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [request, permitted]);
  return preview;
}

function PreviewText({ preview }: { preview: Preview | string | undefined }) {
  const t = useStrings().onCall;
  if (preview === undefined) return null;
  if (typeof preview === 'string') return <p className={classes['soft']}>{preview}</p>;
  return (
    <div aria-live="polite" className={classes['soft']}>
      <p>{t.preview(preview.hidden, preview.firing)}</p>
      {preview.alerts.slice(0, shown).map(({ fingerprint, labels }) => (
        <LabelList key={fingerprint} labels={labels} />
      ))}
      {preview.hidden > shown && <p>{t.more(preview.hidden - shown)}</p>}
      {preview.refusal !== '' && <p role="alert">{preview.refusal}</p>}
    </div>
  );
}

export interface SilenceFormProps {
  /** Conditions to begin with. */
  readonly matchers: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Makes a silence, and says before what it would hide. */
export function SilenceForm({ matchers, onDone, onCancel }: SilenceFormProps) {
  const t = useStrings().onCall;
  const ownName = useOwnName();
  const refusal = useRefusal('edit');
  const [draft, setDraft] = useState<SilenceDraft>({
    matchers,
    comment: '',
    author: ownName,
    lasting: '1h',
    repeat: 'no',
    rule: 'FREQ=MONTHLY;BYDAY=1SU',
    start: tonight(),
    each: '8h',
    force: false,
  });
  const change = (part: Partial<SilenceDraft>) => setDraft({ ...draft, ...part });
  const preview = usePreview(draft, refusal === undefined);
  const { busy, failure, run } = useDeed();
  const request = requestOf(draft, zone());
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (request === undefined) return;
    changeSettings({ name: draft.author });
    if (await run(() => act('silences', request))) onDone();
  };
  const tooBroad = typeof preview === 'object' && preview.refusal !== '';
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <Textarea
        label={t.matchers}
        placeholder={'alertname="DiskFull"\ninstance=~"db-.*"'}
        rows={3}
        value={draft.matchers}
        onChange={(event) => change({ matchers: event.currentTarget.value })}
        data-autofocus
      />
      <TextInput
        label={t.comment}
        value={draft.comment}
        onChange={(event) => change({ comment: event.currentTarget.value })}
      />
      <TextInput
        label={t.author}
        value={draft.author}
        onChange={(event) => change({ author: event.currentTarget.value })}
      />
      <NativeSelect
        label={t.repeats}
        value={draft.repeat}
        onChange={(event) => change({ repeat: event.currentTarget.value as Repeat })}
        data={repeats.map((each) => ({ value: each, label: t.repeat[each] }))}
      />
      {draft.repeat === 'no' ? (
        <NativeSelect
          label={t.lasting}
          value={draft.lasting}
          onChange={(event) => change({ lasting: event.currentTarget.value })}
          data={[...durations, { value: '', label: t.lastingUntilResolved }]}
        />
      ) : (
        <>
          {draft.repeat === 'custom' && (
            <TextInput
              label={t.rule}
              value={draft.rule}
              onChange={(event) => change({ rule: event.currentTarget.value })}
            />
          )}
          <TextInput
            type="datetime-local"
            label={t.start(zone())}
            value={draft.start}
            onChange={(event) => change({ start: event.currentTarget.value })}
          />
          <TextInput
            label={t.each}
            value={draft.each}
            onChange={(event) => change({ each: event.currentTarget.value })}
          />
        </>
      )}
      <PreviewText preview={preview} />
      {tooBroad && (
        <Checkbox
          label={t.force}
          checked={draft.force}
          onChange={(event) => change({ force: event.currentTarget.checked })}
        />
      )}
      {refusal !== undefined && <p className={classes['soft']}>{refusal}</p>}
      {failure !== '' && <p role="alert">{failure}</p>}
      <div className={classes['choices']}>
        <Button onClick={onCancel}>{t.cancel}</Button>
        <PermittedButton
          type="submit"
          variant="filled"
          loading={busy}
          disabled={request === undefined}
        >
          {t.create}
        </PermittedButton>
      </div>
    </form>
  );
}
