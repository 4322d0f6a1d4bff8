import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { ApiProblem } from '../../api/client';
import { asProblem } from '../../api/useApi';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { hrefOf, navigate } from '../../state/location';
import { emptyDraft } from './draft';
import { saveCopy } from './save';
import classes from './SaveDialog.module.css';

/** Asks for a name, makes the dashboard, and goes there to fill it. */
export default function NewDashboard({ close }: { close: () => void }) {
  const closeLabel = useStrings().frame.close;
  const t = useStrings().editing;
  const folderText = useStrings().dashboards;
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [folder, setFolder] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      const { uid } = await saveCopy(emptyDraft(title), title, folder);
      await client.invalidateQueries({ queryKey: ['dashboards'] });
      close();
      navigate(hrefOf(`/d/${encodeURIComponent(uid)}`, new URLSearchParams({ edit: '1' })));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={t.newDashboard}
    >
      <form className={classes['form']} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t.options.title}
          value={title}
          required
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label={folderText.folder}
          description={folderText.folderHint}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        {problem && <Problem problem={problem} />}
        <div className={classes['buttons']}>
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="submit" variant="filled" disabled={title.trim() === ''}>
            {t.create}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
