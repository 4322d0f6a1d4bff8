import { Button, Modal } from '@mantine/core';
import { useStrings } from '../../i18n';
import { isObject, objectOf, textOf, textsOf, withPath } from '../model/json';
import { NotADashboard, readDashboard } from '../model/readDashboard';
import { draftOf } from './draft';
import { JsonBox } from './JsonBox';
import classes from './PanelEditor.module.css';
import type { Drafting } from './useDraft';

/** What holds for a dashboard as a whole; what has no field here is in its JSON. */
export function DashboardSettings({ drafting, close }: { drafting: Drafting; close: () => void }) {
  const closeLabel = useStrings().frame.close;
  const t = useStrings().editing;
  const { draft, change } = drafting;
  const set = (path: readonly string[], value: unknown) =>
    change((before) => withPath(before, path, value), `settings ${path.join('/')}`);
  const time = objectOf(draft['time']);
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
  const field = (label: string, path: readonly string[], value: string) => (
    <label className={classes['field']}>
      <span>{label}</span>
      <input value={value} onChange={(event) => set(path, event.currentTarget.value)} />
    </label>
  );
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ 'aria-label': closeLabel }}
      title={t.settings}
      size="lg"
    >
      <div className={classes['side']}>
        {field(t.options.title, ['title'], textOf(draft['title']))}
        {field(t.options.description, ['description'], textOf(draft['description']))}
        <label className={classes['field']}>
          <span>{t.tags}</span>
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
        </label>
        {field(t.timeFrom, ['time', 'from'], textOf(time['from']))}
        {field(t.timeTo, ['time', 'to'], textOf(time['to']))}
        {field(t.refresh, ['refresh'], textOf(draft['refresh']))}
        <JsonBox json={draft} take={take} />
        <div className={classes['actions']}>
          <Button variant="filled" onClick={close}>
            {t.close}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
