import { Skeleton } from '@mantine/core';
import { Suspense, useMemo, useState } from 'react';
import { Link } from '../components/Link';
import { useStrings } from '../i18n';
import { isBelow, pageAt } from '../pages';
import { usePageClock } from '../state/clock';
import { usePlace } from '../state/location';
import classes from './Frame.module.css';
import { PageBoundary } from './PageBoundary';
import { Palette } from './Palette';
import { Rail } from './Rail';
import { Shortcuts } from './Shortcuts';
import { TopBar } from './TopBar';
import { useKiosk } from './useKiosk';
import { useShortcuts } from './useShortcuts';

function NotFound({ path }: { path: string }) {
  const t = useStrings();
  return (
    <div className={classes['notFound']}>
      <h1>{t.pages.notFound}</h1>
      <p>{t.notFound.text(path)}</p>
      <Link to="/query">{t.notFound.toQuery}</Link>
    </div>
  );
}

function PageSkeleton() {
  return (
    <div className={classes['skeleton']} aria-busy="true">
      <Skeleton height={28} width={160} />
      <Skeleton height={400} />
    </div>
  );
}

function Content() {
  const { path } = usePlace();
  const page = pageAt(path);
  if (page === undefined) return <NotFound path={path} />;
  return (
    <PageBoundary key={page.name}>
      <Suspense fallback={<PageSkeleton />}>
        <page.View />
      </Suspense>
    </PageBoundary>
  );
}

/** Rail, top bar and the page in between. */
export function Frame() {
  const t = useStrings().frame;
  const { refresh } = usePageClock();
  const { path, params } = usePlace();
  const page = pageAt(path);
  const kiosk = useKiosk(params);
  const [open, setOpen] = useState<'palette' | 'shortcuts'>();
  const actions = useMemo(
    () => ({
      openPalette: () => setOpen('palette'),
      openShortcuts: () => setOpen('shortcuts'),
      refresh,
    }),
    [refresh],
  );
  useShortcuts(actions);
  const close = () => setOpen(undefined);
  return (
    <div className={classes['frame']} data-kiosk={kiosk}>
      <a
        className={classes['skip']}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t.skipToContent}
      </a>
      {!kiosk && <Rail />}
      {!kiosk && <TopBar openPalette={actions.openPalette} openShortcuts={actions.openShortcuts} />}
      <main
        id="content"
        className={classes['content']}
        data-wide={page !== undefined && isBelow(page, path)}
        tabIndex={-1}
      >
        <Content />
      </main>
      <Palette opened={open === 'palette'} close={close} />
      <Shortcuts opened={open === 'shortcuts'} close={close} />
    </div>
  );
}
