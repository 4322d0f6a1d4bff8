import { Button, Modal, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useStrings } from '../../i18n';
import { isObject, objectOf, textOf, textsOf, withPath } from '../model/json';
import { NotADashboard, readDashboard } from '../model/readDashboard';
import { AnnotationsForm } from './AnnotationsForm';
import { draftOf } from './draft';
import { Labelled, TextField } from './FormFields';
import { JsonBox } from './JsonBox';
import { LinkFields } from './LinkFields';
import formClasses from './Form.module.css';
import listClasses from './ListEditor.module.css';
import classes from './PanelEditor.module.css';
import type { Drafting } from './useDraft';
import { VariablesForm } from './VariablesForm';

const tabs = ['general', 'variables', 'annotations', 'links', 'json'] as const;
type Tab = (typeof tabs)[number];

/** What holds for a dashboard as a whole; what has no field here is in its JSON. */
export function DashboardSettings({ drafting, close }: { drafting: Drafting; close: () => void }) {
  const closeLabel = useStrings().frame.close;
  const { editing: t, forms } = useStrings();
  const [tab, setTab] = useState<Tab>('general');
  const move = (by: number) => {
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length] ?? tab;
    setTab(next);
    document.getElementById(`settings-${next}`)?.focus();
  };
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={t.settings}
      size="xl"
    >
      <div className={listClasses['tabs']} role="tablist" aria-label={t.settings}>
        {tabs.map((each) => (
          <UnstyledButton
            key={each}
            id={`settings-${each}`}
            role="tab"
            aria-selected={each === tab}
            aria-controls="settings-shown"
            tabIndex={each === tab ? 0 : -1}
            onClick={() => setTab(each)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') move(1);
              else if (event.key === 'ArrowLeft') move(-1);
            }}
          >
            {forms.tabs[each]}
          </UnstyledButton>
        ))}
      </div>
      <div
        id="settings-shown"
        role="tabpanel"
        aria-labelledby={`settings-${tab}`}
        className={classes['side']}
      >
        <Shown tab={tab} drafting={drafting} />
        <div className={formClasses['actions']}>
          <Button variant="filled" onClick={close}>
            {t.close}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Shown({ tab, drafting }: { tab: Tab; drafting: Drafting }) {
  const t = useStrings().editing;
  const { draft, change } = drafting;
  const take = (text: string) => {
    try {
      const json: unknown = JSON.parse(text);
      readDashboard(json);
      const inner = isObject(json) && isObject(json['dashboard']) ? json['dashboard'] : json;
      change(() => draftOf({ ...objectOf(inner), uid: draft['uid'] }));
      return undefined;
    } catch (error) {
      return error instanceof NotADashboard ? t.notADashboard : String(error);
    }
  };
  switch (tab) {
    case 'general':
      return <General drafting={drafting} />;
    case 'variables':
      return <VariablesForm drafting={drafting} />;
    case 'annotations':
      return <AnnotationsForm drafting={drafting} />;
    case 'links':
      return (
        <LinkFields
          links={draft['links']}
          kind={{ type: 'link', icon: 'external link', asDropdown: false, tags: [] }}
          put={(links) => change((before) => ({ ...before, links }), 'links')}
        />
      );
    case 'json':
      return <JsonBox json={draft} take={take} open />;
  }
}

function General({ drafting: { draft, change } }: { drafting: Drafting }) {
  const t = useStrings().editing;
  const set = (path: readonly string[], value: unknown) =>
    change((before) => withPath(before, path, value), `settings ${path.join('/')}`);
  const time = objectOf(draft['time']);
  const field = (label: string, path: readonly string[], value: string) => (
    <TextField label={label} value={value} change={(next) => set(path, next)} />
  );
  return (
    <>
      {field(t.options.title, ['title'], textOf(draft['title']))}
      {field(t.options.description, ['description'], textOf(draft['description']))}
      <Labelled label={t.tags}>
        <input
          defaultValue={textsOf(draft['tags']).join(', ')}
          onChange={(event) =>
            set(
              ['tags'],
              event.currentTarget.value
                .split(',')
                .map((tag) => tag.trim())
                .filter((tag) => tag !== ''),
            )
          }
        />
      </Labelled>
      {field(t.timeFrom, ['time', 'from'], textOf(time['from']))}
      {field(t.timeTo, ['time', 'to'], textOf(time['to']))}
      {field(t.refresh, ['refresh'], textOf(draft['refresh']))}
    </>
  );
}
