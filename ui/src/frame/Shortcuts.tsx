import { Modal } from '@mantine/core';
import { useStrings } from '../i18n';
import { pages } from '../pages';
import classes from './Shortcuts.module.css';

/** What the keyboard does, opened by `?`. */
export function Shortcuts({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useStrings();
  const rows: [keys: string[], meaning: string][] = [
    [['Ctrl', 'K'], t.shortcuts.palette],
    ...pages.map((page): [string[], string] => [
      ['g', page.letter],
      t.shortcuts.goTo(t.pages[page.name]),
    ]),
    [['/'], t.shortcuts.search],
    [['r'], t.shortcuts.refresh],
    [['j', 'k'], t.shortcuts.rows],
    [['v', 'e', 'i', 'l', 'x'], t.shortcuts.panel],
    [['Ctrl', '⏎'], t.shortcuts.run],
    [['?'], t.shortcuts.help],
  ];
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t.frame.shortcuts}
      closeButtonProps={{ 'aria-label': t.frame.close }}
    >
      <dl className={classes['list']}>
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
