import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { PlusIcon, RedoIcon, UndoIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { changeParams } from '../../state/location';
import type { DashboardAnswer } from '../listing';
import { addPanel, newPanel, newPanelKinds, pastedPanel, type Draft, type NewPanel } from './draft';
import { DashboardSettings } from './DashboardSettings';
import { SaveDialog } from './SaveDialog';
import type { Drafting } from './useDraft';

export interface EditActionsProps {
  readonly drafting: Drafting;
  readonly start: Draft;
  readonly answer: DashboardAnswer;
  readonly onSaved: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  );
}

/** Ctrl Z and Ctrl Shift Z, outside of fields that have an own. */
function useUndoKeys({ undo, redo }: Drafting): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || isTyping(event.target)) return;
      if (event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      if (event.shiftKey) redo?.();
      else undo?.();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo, redo]);
}

function AddMenu({ drafting }: { drafting: Drafting }) {
  const t = useStrings().editing;
  const [problem, setProblem] = useState('');
  const add = (kind: NewPanel) => {
    // Numbered as the change will number it, so that its editor opens at once.
    const { id } = addPanel(drafting.draft, newPanel(kind, t.newTitles[kind]));
    drafting.change((draft) => addPanel(draft, newPanel(kind, t.newTitles[kind])).draft);
    if (kind !== 'row') changeParams({ editPanel: String(id) });
  };
  const paste = async () => {
    try {
      const panel = pastedPanel(await navigator.clipboard.readText());
      if (panel === undefined) setProblem(t.nothingToPaste);
      else drafting.change((draft) => addPanel(draft, panel).draft);
    } catch {
      setProblem(t.clipboardRefused);
    }
  };
  return (
    <Menu position="bottom-end" onClose={() => setProblem('')}>
      <Menu.Target>
        <Button leftSection={<PlusIcon size={14} />}>{t.add}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {newPanelKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => add(kind)}>
            {t.newKinds[kind]}
          </Menu.Item>
        ))}
        <Menu.Item closeMenuOnClick={false} onClick={() => void paste()}>
          {problem || t.paste}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What can be done with a draft as a whole. */
export function EditActions({ drafting, start, answer, onSaved }: EditActionsProps) {
  const t = useStrings().editing;
  const [open, setOpen] = useState<'save' | 'settings'>();
  useUndoKeys(drafting);
  const { dirty, undo, redo } = drafting;
  const leave = () => changeParams({ edit: null, editPanel: null });
  return (
    <>
      <Tooltip label={t.undo}>
        <ActionIcon aria-label={t.undo} disabled={undo === undefined} onClick={undo}>
          <UndoIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t.redo}>
        <ActionIcon aria-label={t.redo} disabled={redo === undefined} onClick={redo}>
          <RedoIcon />
        </ActionIcon>
      </Tooltip>
      <AddMenu drafting={drafting} />
      <Button onClick={() => setOpen('settings')}>{t.settings}</Button>
      <Button onClick={leave}>{dirty ? t.discard : t.done}</Button>
      <Button variant="filled" disabled={!dirty} onClick={() => setOpen('save')}>
        {t.save}
      </Button>
      {open === 'save' && (
        <SaveDialog
          start={start}
          draft={drafting.draft}
          answer={answer}
          onSaved={onSaved}
          close={() => setOpen(undefined)}
        />
      )}
      {open === 'settings' && (
        <DashboardSettings drafting={drafting} close={() => setOpen(undefined)} />
      )}
    </>
  );
}
