import { ActionIcon, Menu } from '@mantine/core';
import type { RefObject } from 'react';
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
  const { pngOf, svgOf } = await import('./panelImage');
  if (kind === 'png') download(`${title}.png`, 'image/png', await pngOf(element));
  else download(`${title}.svg`, 'image/svg+xml', await svgOf(element));
}

/** What can be done with a panel. */
export function PanelMenu(props: PanelMenuProps) {
  const { title, element, explore, data, view, inspect, edit, alert, turnLegend } = props;
  const t = useStrings().dashboards;
  const { frames } = data;
  const name = title || 'panel';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={classes['menu'] ?? ''}
          size={24}
          aria-label={t.panelMenu(title)}
          data-not-on-pictures
        >
          <DotsIcon size={14} />
        </ActionIcon>
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
