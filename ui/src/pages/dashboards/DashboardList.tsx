import { Skeleton, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useApi } from '../../api/useApi';
import { PlusIcon, SearchIcon } from '../../components/icons';
import { Link } from '../../components/Link';
import { ListPage } from '../../components/ListPage';
import { NoMatch } from '../../components/NoMatch';
import { Problem } from '../../components/Problem';
import { StatusMark } from '../../components/StatusMark';
import type { DashboardEntry, DashboardListing } from '../../dashboard/listing';
import { ImportDashboard } from '../../dashboard/page/ImportDashboard';
import { useStrings } from '../../i18n';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import { changeParams, usePlace } from '../../state/location';
import classes from './DashboardList.module.css';

const NewDashboard = lazy(() => import('../../dashboard/edit/NewDashboard'));

function matches({ title, folder, tags }: DashboardEntry, text: string): boolean {
  return [title, folder, ...tags].some((each) => each.toLowerCase().includes(text.toLowerCase()));
}

/** Those of a folder together, in the order of the list. */
function byFolder(entries: readonly DashboardEntry[]): [string, DashboardEntry[]][] {
  const folders = new Map<string, DashboardEntry[]>();
  for (const entry of entries)
    folders.set(entry.folder, [...(folders.get(entry.folder) ?? []), entry]);
  return [...folders];
}

function Row({ entry }: { entry: DashboardEntry }) {
  const t = useStrings().dashboards;
  return (
    <li className={classes['row']}>
      <Link className={classes['title']} to={`/d/${entry.uid}`} data-row>
        {entry.title}
      </Link>
      <span className={classes['tags']}>
        {entry.tags.map((tag) => (
          <button key={tag} type="button" onClick={() => changeParams({ search: tag })}>
            {tag}
          </button>
        ))}
      </span>
      <span className={classes['origin']} title={entry.file}>
        {t.origin[entry.origin]}
      </span>
    </li>
  );
}

function Problems({ problems }: Pick<DashboardListing, 'problems'>) {
  const t = useStrings().dashboards;
  if (problems.length === 0) return null;
  return (
    <section className={classes['problems']}>
      <StatusMark status="warning" label={t.leftOut(problems.length)} />
      <ul>
        {problems.map(({ place, reason }) => (
          <li key={place + reason}>
            <code>{place}</code> {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All dashboards, by folder. */
export default function DashboardList() {
  const t = useStrings().dashboards;
  const { tick, refresh } = usePageClock();
  const search = usePlace().params.get('search') ?? '';
  const [open, setOpen] = useState<'import' | 'new'>();
  const { answer, problem, loading } = useApi<DashboardListing>({ path: 'dashboards', tick });
  const all = answer?.data.dashboards ?? [];
  const found = all.filter((entry) => matches(entry, search));
  return (
    <ListPage
      title={t.title}
      summary={
        <>
          <span>{answer && t.count(all.length)}</span>
          <PermittedButton className={classes['import'] ?? ''} onClick={() => setOpen('import')}>
            {t.import}
          </PermittedButton>
          <PermittedButton
            variant="filled"
            leftSection={<PlusIcon size={14} />}
            onClick={() => setOpen('new')}
          >
            {t.new}
          </PermittedButton>
        </>
      }
    >
      <div className={classes['filters']} data-page-search>
        <TextInput
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<SearchIcon size={14} />}
          value={search}
          onChange={(event) =>
            changeParams({ search: event.currentTarget.value || null }, 'replace')
          }
        />
      </div>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={240} />}
      {answer && <Problems problems={answer.data.problems} />}
      {answer && found.length === 0 && search !== '' && (
        <NoMatch text={search} clear={() => changeParams({ search: null }, 'replace')} />
      )}
      {byFolder(found).map(([folder, entries]) => (
        <section key={folder} aria-label={folder || t.noFolder}>
          <h2 className={classes['folder']}>{folder || t.noFolder}</h2>
          <ul className={classes['rows']}>
            {entries.map((entry) => (
              <Row key={entry.uid} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      <ImportDashboard opened={open === 'import'} close={() => setOpen(undefined)} />
      {open === 'new' && (
        <Suspense>
          <NewDashboard close={() => setOpen(undefined)} />
        </Suspense>
      )}
    </ListPage>
  );
}
