import { Button, Menu } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { ChevronDownIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import { changeParams } from '../../state/location';
import type { DashboardAnswer } from '../listing';
import { DeleteDashboard } from './DeleteDashboard';
import { download } from './download';

const History = lazy(() => import('../edit/History'));

/** The address of what is shown, with the stretch of time as it is now. */
function fixedLink(startMillis: number, endMillis: number): string {
  const url = new URL(window.location.href);
  url.searchParams.delete('range');
  url.searchParams.delete('end');
  url.searchParams.set('from', String(Math.round(startMillis)));
  url.searchParams.set('to', String(Math.round(endMillis)));
  return url.href;
}

/** What can be done with a dashboard as a whole. */
export function DashboardActions({ answer, title }: { answer: DashboardAnswer; title: string }) {
  const t = useStrings().dashboards;
  const { startMillis, endMillis } = usePageClock();
  const [history, setHistory] = useState(false);
  const copy = (text: string) => void navigator.clipboard.writeText(text);
  const json = () => JSON.stringify(answer.dashboard, null, 2);
  return (
    <>
      <PermittedButton onClick={() => changeParams({ edit: '1', viewPanel: null })}>
        {t.edit}
      </PermittedButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button rightSection={<ChevronDownIcon size={12} />}>{t.share}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => copy(window.location.href)}>{t.copyLink}</Menu.Item>
          <Menu.Item onClick={() => copy(fixedLink(startMillis, endMillis))}>
            {t.copyFixedLink}
          </Menu.Item>
          <Menu.Item onClick={() => changeParams({ kiosk: '1' })}>{t.kiosk}</Menu.Item>
          <Menu.Divider />
          <Menu.Item
            onClick={() => download(`${title || 'dashboard'}.json`, 'application/json', json())}
          >
            {t.downloadJson}
          </Menu.Item>
          <Menu.Item onClick={() => copy(json())}>{t.copyJson}</Menu.Item>
          <Menu.Item onClick={() => setHistory(true)}>{t.history}</Menu.Item>
          {answer.origin === 'imported' && <DeleteDashboard uid={answer.uid} />}
        </Menu.Dropdown>
      </Menu>
      {history && (
        <Suspense>
          <History answer={answer} close={() => setHistory(false)} />
        </Suspense>
      )}
    </>
  );
}
