import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { remove } from '../../api/client';
import { asProblem } from '../../api/useApi';
import { useStrings } from '../../i18n';
import { useRefusal } from '../../session/useRefusal';
import { hrefOf, navigate } from '../../state/location';

/** Forgets an imported dashboard, asked twice. */
export function DeleteDashboard({ uid }: { uid: string }) {
  const t = useStrings().dashboards;
  const client = useQueryClient();
  const refusal = useRefusal('edit');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState('');
  const go = async () => {
    try {
      await remove(`dashboards/${encodeURIComponent(uid)}`);
      await client.invalidateQueries({ queryKey: ['dashboards'] });
      navigate(hrefOf('/dashboards'));
    } catch (error) {
      setProblem(asProblem(error).message);
    }
  };
  return (
    <Menu.Item
      color="var(--critical)"
      closeMenuOnClick={false}
      disabled={refusal !== undefined}
      title={refusal}
      onClick={() => (asked ? void go() : setAsked(true))}
    >
      {problem || (asked ? t.deleteSure : t.delete)}
    </Menu.Item>
  );
}
