import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { SearchIcon } from '../components/icons';
import { useStrings } from '../i18n';
import { isBelow, pageAt } from '../pages';
import { usePlace } from '../state/location';
import { UserMenu } from '../session/UserMenu';
import { Breadcrumbs } from './Breadcrumbs';
import { LiveMark } from './LiveMark';
import { Preferences } from './Preferences';
import { RefreshMenu } from './RefreshMenu';
import { TimePicker } from './TimePicker';
import classes from './TopBar.module.css';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

export interface TopBarProps {
  readonly openPalette: () => void;
  readonly openShortcuts: () => void;
}

/** Where you are, the page's time, search, and whether what you see is current. */
export function TopBar({ openPalette, openShortcuts }: TopBarProps) {
  const t = useStrings();
  const { path } = usePlace();
  const page = pageAt(path);
  const timed = page !== undefined && (page.timed || isBelow(page, path));
  return (
    <header className={classes['bar']}>
      <Breadcrumbs page={page} />
      <RefreshMenu />
      {timed && <TimePicker />}
      <UnstyledButton className={classes['search']} onClick={openPalette}>
        <SearchIcon size={14} />
        <span>{t.frame.search}</span>
        <kbd>{isApple ? '⌘K' : 'Ctrl K'}</kbd>
      </UnstyledButton>
      <Tooltip label={t.frame.search}>
        <ActionIcon
          className={classes['searchSmall']}
          size="lg"
          aria-label={t.frame.search}
          onClick={openPalette}
        >
          <SearchIcon />
        </ActionIcon>
      </Tooltip>
      <LiveMark />
      <UserMenu />
      <Preferences openShortcuts={openShortcuts} />
    </header>
  );
}
