import { Menu } from '@mantine/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { DotsIcon } from '../../components/icons';
import { Link } from '../../components/Link';
import { useStrings } from '../../i18n';
import { csvOf } from './csv';
import { download } from './download';
import classes from './PanelFrame.module.css';
import type { PanelData } from './usePanelData';

export interface PanelMenuProps {
  readonly title: string;
  /** What a picture of the panel shows. */
  readonly element: RefObject<HTMLElement | null>;
  /** Where its questions are asked on their own; undefined where there are none. */
  readonly explore: Record<string, string> | undefined;
  readonly data: PanelData;
  readonly view: () => void;
  readonly inspect: () => void;
  /** Undefined where there is nothing to edit, to alert on, or no legend. */
  readonly edit: (() => void) | undefined;
  readonly alert: (() => void) | undefined;
  readonly turnLegend: (() => void) | undefined;
}

async function downloadPicture(
  element: HTMLElement | null,
  title: string,
  kind: 'png' | 'svg',
): Promise<void> {
  if (element === null) return;
  if (kind === 'png') {
    const { pngOf } = await import('./panelImage');
    download(`${title}.png`, 'image/png', await pngOf(element));
  } else {
    const { svgOf } = await import('../../picture/svgOf');
    download(`${title}.svg`, 'image/svg+xml', await svgOf(element));
  }
}

/** The button of a panel's menu. The menu is made when it is asked for: a page has many, and few are opened. */
export function PanelMenu(props: PanelMenuProps) {
  const t = useStrings().dashboards;
  const [wanted, setWanted] = useState(false);
  if (wanted) return <WholeMenu {...props} />;
  return (
    <button
      type="button"
      className={classes['menu']}
      aria-label={t.panelMenu(props.title)}
      aria-haspopup="menu"
      aria-expanded={false}
      data-not-on-pictures
      onClick={() => setWanted(true)}
    >
      <DotsIcon size={14} />
    </button>
  );
}

/** What can be done with a panel. Opens as it comes, in the place of the button. */
function WholeMenu(props: PanelMenuProps) {
  const { title, element, explore, data, view, inspect, edit, alert, turnLegend } = props;
  const t = useStrings().dashboards;
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    // From the button, which has the focus then, so that it returns to it.
    button.current?.focus();
    queueMicrotask(() => setOpened(true));
  }, []);
  const { frames } = data;
  const name = title || 'panel';
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button
          ref={button}
          type="button"
          className={classes['menu']}
          aria-label={t.panelMenu(title)}
          data-not-on-pictures
        >
          <DotsIcon size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={view}>{t.viewPanel}</Menu.Item>
        {edit && <Menu.Item onClick={edit}>{t.editPanel}</Menu.Item>}
        <Menu.Item onClick={inspect}>{t.inspect}</Menu.Item>
        {explore && (
          <Menu.Item renderRoot={(more: object) => <Link {...more} to="/query" params={explore} />}>
            {t.explore}
          </Menu.Item>
        )}
        {alert && <Menu.Item onClick={alert}>{t.alertFromPanel}</Menu.Item>}
        {turnLegend && <Menu.Item onClick={turnLegend}>{t.turnLegend}</Menu.Item>}
        <Menu.Divider />
        {frames !== undefined && frames.length > 0 && (
          <Menu.Item onClick={() => download(`${name}.csv`, 'text/csv', csvOf(frames))}>
            {t.downloadCsv}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void downloadPicture(element.current, name, 'png')}>
          {t.downloadPng}
        </Menu.Item>
        <Menu.Item onClick={() => void downloadPicture(element.current, name, 'svg')}>
          {t.downloadSvg}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
