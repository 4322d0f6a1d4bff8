import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { CheckIcon, ChevronDownIcon, RefreshIcon } from '../components/icons';
import { useStrings } from '../i18n';
import { readableDuration } from '../lib/duration';
import { usePageClock } from '../state/clock';
import { refreshChoicesMillis } from '../state/timeRange';
import classes from './BarButtons.module.css';

/** Brings the page up to date, now or at an interval. */
export function RefreshMenu() {
  const t = useStrings().frame;
  const { refreshMillis, refresh, setRefreshMillis } = usePageClock();
  const label =
    refreshMillis === 0 ? t.refreshOff : t.refreshEvery(readableDuration(refreshMillis));
  return (
    <span className={classes['pair']}>
      <Tooltip label={t.refreshNow}>
        <ActionIcon size={30} aria-label={t.refreshNow} onClick={refresh}>
          <RefreshIcon />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            className={classes['quiet'] ?? ''}
            aria-label={label}
            rightSection={<ChevronDownIcon size={12} />}
          >
            {refreshMillis === 0 ? t.off : readableDuration(refreshMillis)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.refresh}</Menu.Label>
          {refreshChoicesMillis.map((millis) => (
            <Menu.Item
              key={millis}
              rightSection={millis === refreshMillis ? <CheckIcon size={14} /> : undefined}
              onClick={() => setRefreshMillis(millis)}
            >
              {millis === 0 ? t.off : readableDuration(millis)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
