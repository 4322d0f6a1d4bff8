import { Button, Skeleton, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useOwnApi } from '../../api/useApi';
import { ChevronDownIcon, ChevronRightIcon, SearchIcon } from '../../components/icons';
import { NoMatch } from '../../components/NoMatch';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import { AdminsOnly } from './AdminsOnly';
import classes from './Settings.module.css';
import type { Change } from './types';

const pageSize = 100;

function By({ change: { user, address } }: { change: Change }) {
  const t = useStrings().settings.audit;
  return (
    <span className={classes['soft']}>
      {user === '' ? (
        t.nobody
      ) : (
        <button type="button" className={classes['plain']} onClick={() => changeParams({ user })}>
          {user}
        </button>
      )}{' '}
      ·{' '}
      <button type="button" className={classes['plain']} onClick={() => changeParams({ address })}>
        {address}
      </button>
    </span>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const t = useStrings().settings.audit;
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { time, action, object, before, after } = change;
  const hasDetails = before !== '' || after !== '';
  return (
    <li className={classes['row']}>
      <time className={classes['when']} dateTime={time} title={format.exact(Date.parse(time))}>
        {format.dateTime(Date.parse(time))}
      </time>
      <span className={classes['what']}>
        <span>
          <code>{action}</code> {!action.endsWith(` ${object}`) && object}
        </span>
        <By change={change} />
      </span>
      {hasDetails && (
        <UnstyledButton
          data-row
          aria-expanded={open}
          aria-label={t.details(action)}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
        </UnstyledButton>
      )}
      {open && (
        <dl className={classes['change']}>
          {before !== '' && (
            <>
              <dt>{t.before}</dt>
              <dd>{before}</dd>
            </>
          )}
          {after !== '' && (
            <>
              <dt>{t.after}</dt>
              <dd>{after}</dd>
            </>
          )}
        </dl>
      )}
    </li>
  );
}

function Narrowed({ user, address }: { user: string; address: string }) {
  const t = useStrings().settings.audit;
  if (user === '' && address === '') return null;
  return (
    <div className={classes['head']}>
      {user !== '' && <span>{t.by(user)}</span>}
      {address !== '' && <span>{t.from(address)}</span>}
      <Button onClick={() => changeParams({ user: null, address: null })}>{t.showAll}</Button>
    </div>
  );
}

const textOf = ({ action, object, user, address, before, after }: Change) =>
  [action, object, user, address, before, after].join(' ').toLowerCase();

function Log() {
  const t = useStrings().settings.audit;
  const { tick, refresh } = usePageClock();
  const { params } = usePlace();
  const [limit, setLimit] = useState(pageSize);
  const asked = (name: string) => params.get(name) ?? '';
  const [user, address, search] = [asked('user'), asked('address'), asked('search')];
  const { answer, problem, loading } = useOwnApi<readonly Change[]>({
    path: 'audit',
    params: { limit, ...(user !== '' && { user }), ...(address !== '' && { address }) },
    tick,
  });
  const all = answer?.data ?? [];
  const shown = all.filter((change) => textOf(change).includes(search.toLowerCase()));
  return (
    <div className={classes['section']}>
      <div className={classes['head']} data-page-search>
        <TextInput
          w={380}
          maw="100%"
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<SearchIcon size={14} />}
          value={search}
          onChange={(event) =>
            changeParams({ search: event.currentTarget.value || null }, 'replace')
          }
        />
        <span className={classes['soft']}>{answer && t.count(shown.length)}</span>
      </div>
      <Narrowed user={user} address={address} />
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={320} />}
      {answer && all.length === 0 && <p className={classes['none']}>{t.none}</p>}
      {all.length > 0 && shown.length === 0 && (
        <NoMatch text={search} clear={() => changeParams({ search: null }, 'replace')} />
      )}
      {shown.length > 0 && (
        <ul className={classes['rows']}>
          {shown.map((change, index) => (
            <ChangeRow
              key={`${change.time} ${change.action} ${shown.length - index}`}
              change={change}
            />
          ))}
        </ul>
      )}
      {all.length === limit && (
        <div>
          <Button onClick={() => setLimit(limit * 4)}>{t.older}</Button>
        </div>
      )}
    </div>
  );
}

/** Who changed what, when and from where, the newest first. */
export function AuditSection() {
  return (
    <AdminsOnly>
      <Log />
    </AdminsOnly>
  );
}
